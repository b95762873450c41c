//! The ten KSFs in other words: in another order, with words dropped, with words added.

/// Each KSF's words in another order.
pub(crate) const REORDERED: [&[&str]; 10] = [
    &[
        "Consultation and engagement",
        "Consultation and effective engagement",
        "Effective consultation and engagement",
        "Engagement and consultation: effective",
        "Consultation and engagement (effective)",
        "Engagement and consultation, effective",
    ],
    &[
        "School improvement planning: integration of extended services",
        "Extended services: integration within school improvement planning",
        "Extended services integration within school improvement planning",
        "Integration within school improvement planning of extended services",
        "School improvement planning - extended services integration within",
    ],
    &[
        "Alignment with local area targets and plans",
        "Targets and local area plans: alignment with",
        "Local area plans and targets, alignment with",
        "Local area plans and targets: alignment",
        "Alignment with targets and local area plans",
    ],
    &[
        "Arrangements, cluster",
        "Arrangements for the cluster",
        "Arrangements: cluster",
        "Arrangements (cluster)",
    ],
    &["Working in partnership", "Working, partnership", "Working in partnerships", "Working (partnership)"],
    &[
        "Training, integrated multi-agency",
        "Multi-agency integrated training",
        "Training: integrated, multi-agency",
        "Multi-agency training, integrated",
        "Training (integrated, multi-agency)",
    ],
    &[
        "Services: well-publicised",
        "Services, well publicised",
        "Services (well-publicised)",
        "Services - well publicised",
    ],
    &[
        "Quality, targeted services: design of",
        "Design of targeted, quality services",
        "Services: design of quality, targeted",
        "Quality, targeted services - design",
        "Targeted, quality services design",
    ],
    &[],
    &[
        "Measurement of impact",
        "Measurement, impact",
        "Measurement of the impact",
        "Measuring impact",
        "Measurement: impact",
    ],
];

/// Each KSF's name with words dropped.
pub(crate) const DROPPED: [&[&str]; 10] = [
    &[
        "Engagement and consultation",
        "Effective engagement consultation",
        "Engagement, consultation",
        "Engagement consultation",
    ],
    &[
        "Integration within school improvement planning",
        "Integration of services within school improvement planning",
        "Integration extended services within school improvement planning",
        "Integration of extended services school improvement planning",
        "Integration of extended services within improvement planning",
        "Integration of ES within school improvement planning",
        "Integration of extended services within school improvement",
    ],
    &[
        "Alignment with local plans and targets",
        "Alignment with area plans and targets",
        "Alignment local area plans and targets",
        "Alignment with local area plans",
        "Alignment with plans and targets",
        "Alignment with local area plans, targets",
        "Alignment with local area targets",
    ],
    &[],
    &[],
    &["Multi-agency training", "Multiagency training", "Multi agency training"],
    &["Publicised services"],
    &[
        "Quality, targeted services",
        "Design of targeted services",
        "Design of quality services",
        "Design quality, targeted services",
        "Quality targeted services",
        "Design of quality, targeted",
    ],
    &[],
    &[],
];

/// What people write before and after a KSF's name that leaves it what it is.
pub(crate) fn added(ksf: usize) -> Vec<(&'static str, &'static str)> {
    let mut words = vec![
        ("Our ", ""),
        ("The ", ""),
        ("Your ", ""),
        ("Rating for ", ""),
        ("Rating: ", ""),
        ("Score for ", ""),
        ("Please rate: ", ""),
        ("Please rate your school on: ", ""),
        ("How would you rate your school on: ", "?"),
        ("", " (please rate 1 to 10)"),
        ("", " (1-10)"),
        ("", " - rating"),
        ("", " rating (1 = low, 10 = high)"),
        ("", " score"),
        ("", ": score out of 10"),
        ("", " - please rate"),
        ("", "\nPlease rate from 1 (low) to 10 (high)"),
        ("", " - how secure are your arrangements?"),
        ("The school's ", ""),
        ("Our school's ", ""),
        ("", " in the cluster"),
        ("", " in our cluster"),
        ("", " across the cluster"),
        ("", " in our school"),
    ];
    if ksf != 9 {
        words.extend([("", " of extended services"), ("", " for extended services")]);
    }
    if ksf != 1 {
        words.push(("Effective ", ""));
    }
    words
}
