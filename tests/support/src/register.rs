//! Registers of invented schools, and their names as people write and misspell them.

use std::collections::HashSet;
use std::fmt::Write as _;

use ksfgrid::lexicon::school_key;

/// Numbers by chance, the same in every run.
#[derive(Debug)]
pub struct Random(u64);

impl Random {
    pub fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1)
    }

    pub fn below(&mut self, n: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 33).expect("31 bits") % n
    }

    fn one_of<T: Copy>(&mut self, list: &[T]) -> T {
        list[self.below(list.len())]
    }
}

/// A school on the register.
#[derive(Debug, Clone)]
pub struct Registered {
    pub name: String,
    /// Which school it is, without its kind.
    pub core: String,
    pub number: String,
}

const BEGINNINGS: [&str; 40] = [
    "Ash", "Birch", "Oak", "Elm", "Thorn", "Hazel", "Mill", "Castle", "Brook", "Kings", "Stone", "Wood",
    "Green", "Raven", "Swan", "Wolver", "Harring", "Ather", "Bolling", "Cunning", "Dudding", "Eccle",
    "Fenning", "Gilder", "Hather", "Ivel", "Kelver", "Lutter", "Mickle", "Nether", "Otter", "Pickle",
    "Quarn", "Rother", "Snetter", "Tatter", "Ulver", "Wether", "Yarl", "Bram",
];
const ENDINGS: [&str; 16] = [
    "field", "ford", "ton", "ley", "worth", "bury", "ham", "wick", "dale", "mere", "stead", "hurst",
    "thorpe", "combe", "burn", "gate",
];
const SAINTS: [&str; 24] = [
    "Mary", "Mark", "John", "Peter", "Luke", "Anne", "Michael", "Joseph", "Cuthbert", "Wilfrid", "Oswald",
    "Aidan", "Bede", "Chad", "Giles", "Hilda", "Leonard", "Margaret", "Nicholas", "Patrick", "Stephen",
    "Thomas", "Edmund", "Barnabas",
];
const FIRST: [&str; 14] = [
    "Hill", "Moor", "Park", "High", "Church", "West", "East", "Long", "Mill", "School", "Manor", "New",
    "Old", "Spring",
];
const SECOND: [&str; 12] =
    ["Top", "Lane", "Road", "Bank", "Street", "View", "Green", "House", "Wood", "Meadow", "Grove", "Hall"];
const KINDS: [&str; 9] = [
    "Primary School",
    "Infant School",
    "Junior School",
    "Community Primary School",
    "C of E Primary School",
    "Church of England Primary School",
    "High School",
    "Nursery School",
    "Academy",
];

impl Registered {
    /// Schools of different names; no two of one core and kinds that people leave out.
    pub fn generate(count: usize, random: &mut Random) -> Vec<Self> {
        let mut schools: Vec<Self> = Vec::new();
        let mut taken = HashSet::new();
        while schools.len() < count {
            let place = format!("{}{}", random.one_of(&BEGINNINGS), random.one_of(&ENDINGS));
            let (core, name) = match random.below(10) {
                0 => {
                    let core = format!("St {}'s", random.one_of(&SAINTS));
                    let faith = random.one_of(&["CE", "RC", "Catholic", "C of E"]);
                    (format!("{core} {place}"), format!("{core} {faith} Primary School, {place}"))
                }
                1 | 2 => {
                    let core = format!("{} {}", random.one_of(&FIRST), random.one_of(&SECOND));
                    (core.clone(), format!("{core} {}", random.one_of(&KINDS)))
                }
                3 => {
                    let core = format!("{place} {}", random.one_of(&SECOND));
                    (core.clone(), format!("{core} {}", random.one_of(&KINDS)))
                }
                _ => (place.clone(), format!("{place} {}", random.one_of(&KINDS))),
            };
            if taken.insert(school_key(&name)) {
                let number = format!("880/{:04}", 1000 + schools.len());
                schools.push(Self { name, core, number });
            }
        }
        schools
    }
}

/// The register as a CSV file, all of Northshire.
pub fn register(schools: &[Registered]) -> String {
    let mut text = "DfE number,EstablishmentName,LA (name)\n".to_owned();
    for school in schools {
        let _ = writeln!(text, "{},\"{}\",Northshire", school.number, school.name);
    }
    text
}

/// The name of the school with a number.
pub fn name<'a>(schools: &'a [Registered], number: &str) -> &'a str {
    schools.iter().find(|s| s.number == number).map_or("?", |s| s.name.as_str())
}

/// A name with some of the differences that do not count: case, punctuation, spacing, "St.", "C of E", "School".
pub fn fold_otherwise(name: &str, random: &mut Random) -> String {
    let mut name = name.to_owned();
    if random.below(2) == 0 {
        name = name.replace("St ", random.one_of(&["St. ", "Saint ", "ST "]));
    }
    if random.below(2) == 0 {
        let other = random.one_of(&["CE", "C.E.", "C of E", "C.of E.", "Church of England", "CofE"]);
        for written in ["Church of England", "C of E", "CE "] {
            let blank = if written.ends_with(' ') { " " } else { "" };
            if name.contains(written) {
                name = name.replacen(written, &format!("{other}{blank}"), 1);
                break;
            }
        }
    }
    if random.below(2) == 0 {
        name = name
            .replace("Primary School", "Primary")
            .replace("Junior School", "Junior")
            .replace("Infant School", "Infant");
    }
    if random.below(2) == 0 {
        name =
            name.replace('\'', random.one_of(&["", "’", "`"])).replace(',', random.one_of(&["", " -", "."]));
    }
    match random.below(4) {
        0 => name.to_uppercase(),
        1 => name.to_lowercase(),
        2 => format!("  {} ", name.replace(' ', "  ")),
        _ => name,
    }
}

/// A name with so many letters wrong, missing, too many or in the wrong order, anywhere.
pub fn misspell(name: &str, errors: usize, random: &mut Random) -> String {
    let mut letters: Vec<char> = name.chars().collect();
    for _ in 0..errors {
        let places: Vec<usize> = (0..letters.len()).filter(|at| letters[*at].is_alphabetic()).collect();
        let at = random.one_of(&places);
        let letter = char::from(b'a' + u8::try_from(random.below(26)).expect("a letter"));
        match random.below(4) {
            0 => letters[at] = letter,
            1 => letters.insert(at, letter),
            2 => {
                letters.remove(at);
            }
            _ if at + 1 < letters.len() => letters.swap(at, at + 1),
            _ => letters.push(letter),
        }
    }
    letters.into_iter().collect()
}
