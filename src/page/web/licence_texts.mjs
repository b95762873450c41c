/** Every licence's text once, under the names of the parts whose licence it is. */
export function licenceTexts(licences) {
  const named = new Map();
  for (const { name, version, text } of licences) named.set(text, [...(named.get(text) ?? []), `${name} ${version}`]);
  return [...named].map(([text, names]) => `${names.join(", ")}\n\n${text.trim()}\n`).join("\n\n");
}
