//! Labels as people write them, and texts that resemble labels and name no KSF.

use super::*;

fn ksf(text: &str) -> Option<usize> {
    match KsfLabels::new(Framework::embedded()).recognise(text) {
        Some(LabelMeaning::Ksf(ksf, _)) => Some(ksf + 1),
        _ => None,
    }
}

#[test]
fn labels_are_recognised_as_people_write_them() {
    for (text, number) in [
        ("Effective engagement and consultation", 1),
        ("1. EFFECTIVE ENGAGEMENT & CONSULTATION", 1),
        ("Engagement and consultation", 1),
        ("2) Integration of extended services  within\nschool improvement planning", 2),
        ("Integration of extended services in school improvment planning", 2),
        ("KSF 3: Alignment with local area plans and targets", 3),
        ("Alignment with local area plan and target", 3),
        ("CfS 4", 4),
        ("KSF4 Cluster arrangments", 4),
        ("5 Partnersip working", 5),
        ("Multi agency training", 6),
        ("Integrated multiagency training", 6),
        ("Well publicized services", 7),
        ("Well–publicised services", 7),
        ("Design of quality targeted services (please rate 1 to 10)", 8),
        ("9. Funding", 9),
        ("Fundng", 9),
        ("Funding rating (1-10)", 9),
        ("Measuring impact", 10),
        ("10 Impact measurement\nHow do you know?", 10),
        ("1. Please rate your school from 1 to 10 on: Effective engagement and consultation", 1),
        ("How would you rate your school on Funding?", 9),
        ("Please rate: Cluster arrangements", 4),
        ("Q4: Cluster arrangements", 4),
        ("KSF 9: Funding. To what extent does your school have robust arrangements in place?", 9),
        ("Rate the school on KSF 9: Funding", 9),
        ("Please rate your school from 1 to 10 on Funding (1-3 low, 4-7 medium, 8-10 high)", 9),
        ("9 Funding\n\nThink about partners", 9),
        ("On a scale of 1 to 10, how would your school rate: Funding?", 9),
        ("Partnership working - how secure are your arrangements?", 5),
        ("Funding - how secure are your arrangements?", 9),
        ("Q5. Rate the school on KSF 5: Partnership working", 5),
    ] {
        assert_eq!(ksf(text), Some(number), "{text}");
    }
}

#[test]
fn what_is_no_ksf_is_not_taken_for_one() {
    for text in [
        "Funding allocated in 2009: £4,000",
        "Finding",
        "Key findings",
        "Total",
        "Cluster",
        "Cluster manager",
        "Training",
        "School improvement plan",
        "Services",
        "Targeted services",
        "Impact",
        "Partners",
        "Founding",
        "Quality of teaching",
        "Cluster funding",
        "Average rating",
        "1-3",
        "Local authority",
        "Local area",
        "Multi-agency working",
        "Evidence for alignment with local area plans and targets",
        "Comments on design of quality, targeted services",
        "Integrated multi-agency training 2009",
        "We rate our funding as poor since the grant ended",
        "Leadership and management",
        "Effective leadership",
        "Impact of training",
    ] {
        assert_eq!(ksf(text), None, "{text}");
    }
}

#[test]
fn a_number_alone_is_only_a_number_and_one_that_disagrees_forbids_closeness() {
    let labels = KsfLabels::new(Framework::embedded());
    assert_eq!(labels.recognise("7"), Some(LabelMeaning::BareNumber(7)));
    assert_eq!(labels.recognise("12"), None);
    assert_eq!(ksf("3 Partnersip working"), None);
    assert_eq!(ksf("3 Partnership working"), Some(5));
}

#[test]
fn one_word_can_make_another_thing_of_a_name() {
    for text in [
        "Impact measurement form",
        "Partnership morning",
        "Partnership working ok",
        "Partnership working is good",
        "Cluster arrangements work well",
        "Integrated multi-agency services",
        "Partnership working with schools",
        "Core funding",
        "ES funding",
        "Funding is",
        "Well-publicised",
        "Funding: Y",
        "Funding 7",
        "Funding (£)",
        "Publicise services",
    ] {
        assert_eq!(ksf(text), None, "{text}");
    }
}

#[test]
fn numbers_are_read_in_every_style() {
    for text in
        ["ix. Fundng", "KSF Nine: Fundng", "K.S.F. 9 Fundng", "9th Fundng", "Fundng (KSF 9)", "9Fundng"]
    {
        assert_eq!(ksf(text), Some(9), "{text}");
        assert_eq!(ksf(&text.replace("Fundng", "Partnersip working")), None, "{text}");
    }
    // A form's own numbers say nothing about the KSF.
    for text in
        ["Q9. Partnersip working", "i) Partnersip working", "2.3 Partnersip working", "b) Partnersip working"]
    {
        assert_eq!(ksf(text), Some(5), "{text}");
    }
    for text in ["KSF 1-10", "KSFs 1 to 5", "KSF 11", "KSF 3 and 4", "Question 3"] {
        assert_eq!(ksf(text), None, "{text}");
    }
    assert_eq!(ksf("KSF 3 rating (1-10)"), Some(3));
}

#[test]
fn other_frameworks_are_read_by_the_same_rules() {
    let names = ["Healthy eating", "Physical activity", "Personal, social and health education", "ICT"];
    let (head, ksfs) = crate::framework::EMBEDDED.split_once("[[ksf]]").unwrap();
    assert!(ksfs.contains("name"));
    let ksfs = (1..).zip(names).map(|(n, name)| format!("[[ksf]]\nnumber = {n}\nname = \"{name}\"\n"));
    let framework = Framework::from_toml(&(head.to_owned() + &ksfs.collect::<String>())).unwrap();
    let labels = KsfLabels::new(&framework);
    let ksf = |text: &str| match labels.recognise(text) {
        Some(LabelMeaning::Ksf(ksf, _)) => Some(names[ksf]),
        _ => None,
    };
    for (text, expected) in [
        ("1. Helathy eating", Some(names[0])),
        ("Physcal actvity", Some(names[1])),
        ("Health, social and personal education", Some(names[2])),
        ("Personal and social education", Some(names[2])),
        ("ICT", Some(names[3])),
        ("Healthy eating policy", None),
        ("Physical education", None),
        ("IT", None),
        ("Partnership working", None),
    ] {
        assert_eq!(ksf(text), expected, "{text}");
    }
}

#[test]
fn a_framework_s_own_words_count_with_it() {
    let text = crate::framework::EMBEDDED.to_owned()
        + "[words]\nsubject = \"hub hubs\"\nabout-factor = \"Proof, stretch\"\n";
    let labels = KsfLabels::new(&Framework::from_toml(&text).unwrap());
    assert_eq!(labels.ksf_named("Our hub's partnership working"), Some((4, Closeness::Close)));
    assert_eq!(ksf("Our hub's partnership working"), None);
    assert_eq!(labels.ksf_named("How would you rate proof of partnership working?"), None);
    assert!(labels.is_other_thing("stretch"));
}
