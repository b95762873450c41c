// Ten invented schools, two of which have made a mistake, for somebody who wants to see the page at work.

const KSFS = [
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

const RATINGS = {
  "Ashgrove Primary School": [7, 6, 7, 6, 7, 5, 8, 6, 4, 4],
  "Birchbeck Junior School": [6, 5, 4, 5, 6, 4, 7, 5, 3, 3],
  "Castle Lane Infant School": [8, 7, 6, 7, 8, 6, 9, 7, 5, 4],
  "Ferrygate Primary School": [5, 4, 3, 5, 4, 3, 6, 4, 2, 2],
  "Hollin Bank Primary School": [7, 7, 6, 8, 7, 6, 8, 7, 6, 5],
  "Millrace Primary School": [7, 5, 5, 6, 6, 4, 7, 5, 4, 4],
  "Ottermere High School": [8, 6, 7, 9, 8, 7, 9, 11, 6, 6],
  "Riverside Nursery School": [9, 8, 6, 7, 8, 8, 9, 7, 4, 5],
  "St Bernadine's RC Primary School": [5, 5, 3, 6, 5, 3, 5, 4, 3, "TBC"],
  "Withyford School": [6, 6, 6, 5, 6, 5, 7, 6, 5, 5],
};

/** The example as files, as they are dropped. */
export function exampleFiles() {
  const schools = Object.keys(RATINGS);
  const quoted = (text) => `"${text}"`;
  const head = ["KSF", ...schools.map(quoted)].join(",");
  const rows = KSFS.map((ksf, at) => [quoted(`${at + 1} ${ksf}`), ...schools.map((name) => RATINGS[name][at])].join(","));
  const text = ["Cluster,Example: invented schools", "Local authority,Exampleshire", "", head, ...rows].join("\r\n");
  const file = new File([text], "Invented schools.csv", { type: "text/csv", lastModified: 0 });
  return [{ path: file.name, named: true, file }];
}
