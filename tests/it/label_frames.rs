//! Labels in which more stands than a KSF's name: the same question around all the wordings of the framework names all of
//! them, or none.

use ksfgrid::framework::Framework;
use ksfgrid::layout::Recogniser;

/// Questions, scales, numbers and brackets around a KSF ("@"), which leave it what it is.
const FRAMES: [&str; 109] = [
    "@",
    "@ *",
    "@:",
    "@?",
    "Q5. @",
    "Q4_1 @",
    "Question 12 - @",
    "ratings/@",
    "Section 2: @",
    "@ (1 = low, 10 = high) *",
    "@ (1-10)",
    "@ [1 to 10]",
    "@ (e.g. parents, pupils)",
    "@ (eg governors, minutes of meetings)",
    "@ [incl. DCSF targets]",
    "@ (including what is planned for 2011)",
    "@ (see guidance p. 4)",
    "@ (see page 12 of the guidance)",
    "@ (such as health visitors, police and the youth service)",
    "@ (for example breakfast clubs) - rating 1-10",
    "@, e.g. parents, pupils",
    "@ (please refer to the handbook)",
    "How well established is @ in your school?",
    "How well established are @ in your school?",
    "How established is @?",
    "How secure is @ in your school at the moment?",
    "How strong is your @?",
    "How good is @ at your school?",
    "How effective is @ in your school?",
    "How confident are you about @?",
    "How confident do you feel about @?",
    "How would you score @?",
    "How would you rate @ (1-10)?",
    "How do you rate @ today?",
    "How is your school doing on @?",
    "How far has your school got with @?",
    "How far along are you with @?",
    "How well developed is @ across your school?",
    "How embedded is @ in your school?",
    "Please rate your school: @",
    "Please rate how well established the following is in your school: @",
    "Please rate each key success factor from 1 to 10 - @",
    "Please rate each of the following on a scale of 1 to 10 - @",
    "Please rate the following from 1 (low) to 10 (high): [@]",
    "Please rate each condition for success. [@]",
    "Please give a score from 1 to 10 for @",
    "Please tick a number from 1 to 10 for @",
    "Give your school a mark out of 10 for @",
    "Rate @ from 1 to 10",
    "Score for @ out of 10",
    "@ - how would you score this?",
    "@ - how would you rate this in your school?",
    "@ – where are you now?",
    "@: where is your school now?",
    "@: how secure?",
    "@. How well are you doing?",
    "@ (how well are you doing?)",
    "@ - please rate your school from 1 to 10",
    "@ | 1-10",
    "@\nPlease give a whole number from 1 to 10",
    "Our school's @: how secure?",
    "Our @: score out of 10",
    "Thinking about @, where are you now?",
    "Thinking about @, how would you rate your school?",
    "When you think about @, how well is your school doing?",
    "In terms of @, where would you place your school on a scale of 1 to 10?",
    "With regard to @, how would you rate your school?",
    "On a scale of 1 to 10, how strong is @?",
    "On a scale of 1 to 10, how strong is @ in your school?",
    "On a scale from 1 to 10, where is your school for @?",
    "To what extent do you have @?",
    "To what extent is @ in place?",
    "To what extent does your school have @ in place?",
    "Where would you place your school for @?",
    "What is your rating for @?",
    "Rating: @ (1-10)",
    "Rate 1-10: @",
    "1-10 rating for @",
    "Self-assessment: @",
    "Self assessment score for @",
    "Your school's rating for @",
    "@ [Rating]",
    "@ / 10",
    "@: mark out of ten",
    "@ - tick one",
    "How would you judge @?",
    "What score would you give your school for @?",
    "Choose a number for @",
    "Indicate on a scale of 1 to 10 how well @ is established",
    "Please assess @",
    "Assess your school against @",
    "Where do you see your school on @?",
    "How strongly do you agree that @ is in place?",
    "Overall, how would you rate @?",
    "As a school, how well are we doing on @?",
    "Looking at @, how secure are you?",
    "For @, please give a rating from 1 to 10",
    "Key success factor: @",
    "Please rate “@”",
    "• @",
    "@\n(1 low - 10 high)",
    "@ (1 being low and 10 being high)",
    "@ (not at all = 1, fully = 10)",
    "How satisfied are you with @ in your school?",
    "Please score your school for @, where 1 is low and 10 is high",
    "Section B: Q3: @",
    "5) @ - How are you doing?",
    "Please rate each statement: @ | Rating",
    "@_rating",
];

/// Words around a KSF's name that make something else of it.
const SOMETHING_ELSE: [&str; 69] = [
    "@ group",
    "@ working group",
    "@ meeting",
    "@ policy",
    "@ lead",
    "@ manager",
    "@ training day",
    "Evidence for @",
    "Evidence of @",
    "Evidence: @",
    "@: evidence",
    "@ (evidence)",
    "@ - what is your evidence?",
    "Target for @",
    "@ target",
    "@ (target)",
    "@ spent on ICT",
    "Comments on @",
    "Please comment on @",
    "@ - comments",
    "Actions for @",
    "@: next steps",
    "@ - what will you do next?",
    "@: what are your priorities?",
    "Why did you give this rating for @?",
    "Reason for your rating of @",
    "Average of @",
    "@ 2009",
    "@ last year",
    "@: last year's rating",
    "Who is responsible for @?",
    "Who leads on @ in your school?",
    "How much did you spend on @?",
    "How many staff work on @?",
    "How often does the @ group meet?",
    "How good is the @ group?",
    "How could @ be improved?",
    "What would improve @?",
    "Previous rating: @",
    "What helps @ in your school?",
    "When did you last review @?",
    "We have good @ with local schools",
    "@ budget",
    "@ audit",
    "@ event",
    "@ strategy",
    "@ co-ordinator",
    "Head of @",
    "Notes on @",
    "Strengths in @",
    "Barriers: @",
    "@ - issues arising",
    "What support do you need with @?",
    "Is @ a priority for your school?",
    "Rank @",
    "@ rank",
    "How important is @ to your school?",
    "How will you develop @?",
    "How do you monitor @?",
    "@ trend",
    "@: what went well",
    "@ - what needs to change?",
    "Weighting for @",
    "How many schools have @?",
    "Please attach your policy on @",
    "Please explain your score for @",
    "What does @ mean?",
    "@ is in place",
    "Our @ is good",
];

/// All names and other wordings of the framework, each with its KSF's index.
fn wordings() -> Vec<(usize, String)> {
    let ksfs = Framework::embedded().ksfs.iter().enumerate();
    let wordings = |ksf: &ksfgrid::framework::KeySuccessFactor| {
        std::iter::once(ksf.name.clone()).chain(ksf.aliases.clone()).collect::<Vec<_>>()
    };
    ksfs.flat_map(|(at, ksf)| wordings(ksf).into_iter().map(move |wording| (at, wording))).collect()
}

/// A wording in a frame; within a sentence it begins in lower case.
fn framed(frame: &str, wording: &str) -> String {
    let within =
        frame.starts_with(|c: char| c.is_alphabetic()) && !frame.contains([':', '[', '-', '/', '_', '.']);
    let wording = if within { wording[..1].to_lowercase() + &wording[1..] } else { wording.to_owned() };
    frame.replace('@', &wording)
}

/// Whether a frame's word is the KSF's own, so that it makes nothing else of it: "targets" are the third KSF's.
fn is_own(frame: &str, ksf: usize) -> bool {
    ksf == 2 && frame.contains("arget")
}

/// Which wordings are not read as expected in these frames, a line a frame.
fn faults(frames: &[&str], expected: impl Fn(usize) -> Option<usize>) -> String {
    let recogniser = Recogniser::new(Framework::embedded());
    let wordings = wordings();
    let fault = |frame: &&str| {
        let is_wrong = |(ksf, wording): &&(usize, String)| {
            let got = recogniser.label(&framed(frame, wording)).map(|(ksf, _)| ksf);
            got != expected(*ksf) && !is_own(frame, *ksf)
        };
        let wrong: Vec<&str> =
            wordings.iter().filter(is_wrong).map(|(_, wording)| wording.as_str()).collect();
        let of = format!("{} of {}", wrong.len(), wordings.len());
        (!wrong.is_empty()).then(|| format!("{frame:?}: {of}: {}", wrong.join("; ")))
    };
    frames.iter().filter_map(fault).collect::<Vec<_>>().join("\n")
}

#[test]
fn every_wording_is_recognised_in_every_frame() {
    let faults = faults(&FRAMES, Some);
    assert!(faults.is_empty(), "not recognised:\n{faults}");
}

#[test]
fn no_wording_is_recognised_where_its_frame_makes_something_else_of_it() {
    let faults = faults(&SOMETHING_ELSE, |_| None);
    assert!(faults.is_empty(), "recognised:\n{faults}");
}
