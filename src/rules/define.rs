//! How the list of rules is written: each rule once, with all that is said about it.

/// Defines each rule as a constant and all of them, in the order of their codes, as [`ALL`].
macro_rules! rules {
    (@if_any) => { None };
    (@if_any $text:literal) => { Some($text) };
    ($($id:ident = $code:literal $name:literal $severity:ident by $stage:ident {
        $meaning:literal
        why: $why:literal
        remedy: $remedy:literal
        $(for_manager: $for_manager:literal)?
    })*) => {
        $(
            #[doc = $meaning]
            pub static $id: Rule = Rule {
                code: $code,
                name: $name,
                severity: $severity,
                found_by: $stage,
                meaning: $meaning,
                why: $why,
                remedy: $remedy,
                for_manager: rules!(@if_any $($for_manager)?),
            };
        )*

        /// All rules in the order of their codes.
        pub static ALL: &[&Rule] = &[$(&$id),*];
    };
}
