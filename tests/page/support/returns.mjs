// Returns of invented schools, as text tables.

export const KSFS = [
  "Effective engagement and consultation",
  "Integration of extended services within school improvement planning",
  "Alignment with local area plans and targets",
  "Cluster arrangements",
  "Partnership working",
  "Integrated multi-agency training",
  "Well-publicised services",
  "Design of quality, targeted services",
  "Funding",
  "Impact measurement",
];

export const RATINGS = [7, 6, 5, 4, 3, 2, 8, 9, 10, 1];

/** A school's form. Each school's ratings differ a little, so that none is a copy of another. */
export function form(school, { cluster = "Riverside", ratings = ratingsOf(school), authority = "Northshire" } = {}) {
  const rows = KSFS.map((ksf, at) => `"${at + 1} ${ksf}",${ratings[at]}`);
  return [`School,${school}`, `Cluster,${cluster}`, `Local authority,${authority}`, "", "KSF,Rating", ...rows, ""].join("\r\n");
}

function ratingsOf(school) {
  const sum = [...school].reduce((total, letter, at) => total + letter.codePointAt(0) * (at + 1), 0);
  return RATINGS.map((rating, at) => ((rating + Math.floor(sum / 3 ** at)) % 10) + 1);
}

/** Forms of so many schools: { "School 1.csv": … } */
export function forms(many, named = (number) => `School ${number}.csv`) {
  const numbers = Array.from({ length: many }, (_, at) => at + 1);
  return Object.fromEntries(numbers.map((number) => [named(number), form(`Primary School ${number}`)]));
}

const STANDARDS = [
  "Welcoming and easy to find",
  "Leadership",
  "Start for Life and health visiting",
  "Parents and carers shape what is offered",
  "Joined-up working & shared records",
  "Evidence base",
];

/** A form of the framework in fixtures/frameworks/family-hubs.toml. */
export function hubForm(school) {
  const rows = STANDARDS.map((standard, at) => `${at + 1} ${standard},${(at % 4) + 1}`);
  return [`School,${school}`, "Cluster,Hubs", "", "Standard,Rating", ...rows, ""].join("\r\n");
}
