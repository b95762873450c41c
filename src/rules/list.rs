//! The list of rules. Codes: F files and sheets, I whose return, R ratings, K factors, S stated figures,
//! D the same school twice, C the collection.

use super::rule::Rule;
use super::severity::Severity::{Error, Note, Warning};
use super::stage::Stage::{Collection, Identify, Merge, Return, Search, Validate};

rules! {
    // Files and sheets
    FILE_NOT_OPENED = "F101" "file-not-opened" Error by Validate {
        "The file could not be opened or read from the disk."
        why: "Whatever it holds is missing from every figure."
        remedy: "Check that the file still exists, that it is not open elsewhere and that you may read it."
    }
    FILE_EMPTY = "F102" "file-empty" Error by Validate {
        "The file holds nothing at all."
        why: "A return that was meant to be in it is missing."
        remedy: "Ask the sender for the file again; this copy has no content."
    }
    PASSWORD_PROTECTED = "F103" "password-protected" Error by Validate {
        "The workbook is protected by a password, a sensitivity label or rights management and cannot be read."
        why: "Its ratings are missing from every figure."
        remedy: "If it asks for a password, open it in Excel with that, remove it (File > Info > Protect Workbook) and save; if it has a sensitivity label or restricted access, ask the sender for a copy without."
    }
    FILE_DAMAGED = "F104" "file-damaged" Error by Validate {
        "The workbook is damaged or cut short."
        why: "Its ratings are missing from every figure."
        remedy: "Ask the sender for the file again, or open it in Excel, let Excel repair it and save it as a new .xlsx file."
    }
    NOT_A_WORKBOOK = "F105" "not-a-workbook" Error by Validate {
        "The file carries the name of a spreadsheet, but its content is something else."
        why: "Somebody took it for a return; its ratings are missing."
        remedy: "Open it with the program that made it, or ask the sender for the Excel workbook."
    }
    FORMAT_NOT_READ = "F106" "format-not-read" Error by Validate {
        "The file is a spreadsheet of a kind that is not read."
        why: "Its ratings are missing from every figure."
        remedy: "Open it in Excel or LibreOffice and save it as an Excel workbook (.xlsx)."
    }
    NO_RETURN = "F107" "no-return" Error by Validate {
        "No table of KSF ratings was found in the workbook."
        why: "If it was meant as a return, its ratings are missing."
        remedy: "Put the KSFs below or beside each other on one sheet, each in a cell of its own, and their ratings beside or under them under a heading such as Rating; if it is no return, move it out of the folder."
    }
    BLANK_TEMPLATE = "F108" "blank-template" Error by Validate {
        "The form names no school and holds no rating: a blank template."
        why: "If a school sent it, its ratings were not saved."
        remedy: "If a school sent it, ask for the completed form; otherwise move it out of the folder."
    }
    SHEET_NOT_READ = "F109" "sheet-not-read" Error by Validate {
        "One sheet of the workbook could not be read, or not to its end."
        why: "Ratings on it may be missing."
        remedy: "Open the workbook in Excel and save it as a new .xlsx file."
    }
    RATING_COLUMN_UNCLEAR = "F110" "rating-column-unclear" Error by Validate {
        "KSFs were found, but not which column holds the ratings."
        why: "Which one is meant is not ours to say, so none was used."
        remedy: "If only one of these columns counts, head it Rating (under each school's name, where there are several) and the others Target, Previous or Evidence; if each is another school's, write the school's name over it. If these are no ratings, there is nothing to do."
    }
    OWN_WORKBOOK_SKIPPED = "F111" "own-workbook-skipped" Note by Search {
        "A file that ksfgrid wrote was not read: it was found while searching a folder, or holds no ratings."
        why: "Reading it would count the same schools twice."
        remedy: "Nothing to do. To read a workbook with grids all the same, name the file itself."
        for_manager: "Nothing to do."
    }
    HIDDEN_SHEET = "F112" "hidden-sheet" Note by Validate {
        "A hidden sheet seems to hold ratings; hidden sheets are not read."
        why: "If the ratings were meant to count, they are missing."
        remedy: "If they should count, unhide the sheet in Excel (right-click a sheet tab > Unhide) and save."
    }
    TABLE_PASSED_OVER = "F113" "table-passed-over" Note by Validate {
        "Beside a return, the workbook holds another list of the KSFs with numbers that could be ratings."
        why: "If they were meant to count, they are missing."
        remedy: "If they are ratings, head their column Rating, or with the school's name."
    }
    FILE_TOO_LARGE = "F114" "file-too-large" Error by Validate {
        "The workbook holds, or says to hold, far more than any return, and was not read."
        why: "Its ratings are missing from every figure."
        remedy: "If it is a return, copy the sheet with the ratings into a new workbook and save that; otherwise move the file out of the folder."
    }
    CHECKSUM_WRONG = "F115" "checksum-wrong" Warning by Validate {
        "A checksum in the workbook is wrong: some of it was changed by accident after it was saved."
        why: "Its ratings count as they were read; one of them may be wrong."
        remedy: "Ask the sender for the file again, or compare the ratings with the sender's copy."
    }
    FILE_TOO_COSTLY = "F116" "file-too-costly" Error by Validate {
        "Reading the file took more time or memory than any return needs, and was stopped."
        why: "Its ratings are missing from every figure."
        remedy: "Open it in Excel and save it as a new .xlsx file; if it is still too large then, copy the table of ratings into a new workbook."
    }
    NOT_UNPACKED = "F117" "not-unpacked" Warning by Validate {
        "An archive, a message or a file in one may hold returns and was not unpacked."
        why: "Returns in it are missing from every figure."
        remedy: "Unpack it, or save the message's attachments, into the folder of returns, and run again."
        for_manager: "Unpack it, or save the message's attachments, and send the workbooks that are in it."
    }
    HIDDEN_RATINGS = "F118" "hidden-ratings" Warning by Validate {
        "Ratings stand in a hidden column or row; they were read."
        why: "Whoever hid them may not have meant them to count."
        remedy: "Show the column or row in Excel (Unhide) and check it; delete it there if it is not to count."
    }
    NOT_PRESENT = "F119" "not-present-ratings" Warning by Validate {
        "The only ratings of the workbook are, by their sheet's name or title, an example or of another time; they were read."
        why: "The school's present ratings may be missing, and these may not be meant to count."
        remedy: "If they are the present ratings, name the sheet and the title so; otherwise move the file out of the folder and ask for the present ones."
        for_manager: "If they are the present ratings, name the sheet and the title so; otherwise send the present ones."
    }
    NOT_CARRIED_ON = "F120" "not-carried-on" Warning by Merge {
        "What was typed into a workbook that ksfgrid wrote has no sure place in the new one."
        why: "It would be lost, or stand with a cluster or an authority that it is not about."
        remedy: "Copy it from the workbook into the new one, to where it belongs."
    }
    OWN_WORK_SKIPPED = "F121" "own-work-skipped" Warning by Search {
        "A workbook that ksfgrid wrote and people typed into was not read: it was found while searching a folder."
        why: "What was typed into it (ratings, action plan, LA response) is not in the new workbook."
        remedy: "Name the file itself, beside the folder, to carry on what was typed into it; otherwise move it out of the folder."
        for_manager: "Nothing to do."
    }

    // Whose return it is
    SCHOOL_NOT_STATED = "I201" "school-not-stated" Error by Identify {
        "Ratings were found, but not whose they are."
        why: "They count in no figure, because no school can be named."
        remedy: "Write the school's name over its ratings, where the other names stand; on a form, write School into a cell above the table and the name into the cell to its right."
    }
    SCHOOL_FROM_NAME = "I202" "school-from-name" Note by Identify {
        "No label states the school; its name was taken from a title, from a key, or from the sheet's or file's name."
        why: "A title, a sheet and a file can be named after anything."
        remedy: "Check the school's name; write it on the sheet to be sure."
    }
    CLUSTER_NOT_STATED = "I203" "cluster-not-stated" Note by Collection {
        "Neither the sheet nor a file or folder name states the cluster."
        why: "The school stands in a grid called Not stated."
        remedy: "Write the cluster on the sheet, put the file in a folder named after it, or give --cluster."
        for_manager: "Write the cluster on the sheet, or tell the LA's data team which it is."
    }
    LA_NOT_STATED = "I204" "la-not-stated" Note by Collection {
        "Neither the sheet nor a folder name states the local authority."
        why: "The workbook cannot name the authority."
        remedy: "Write it on the sheet or give --la."
        for_manager: "Write it on the sheet, or tell the LA's data team."
    }
    IDENTITY_CONTRADICTORY = "I205" "identity-contradictory" Warning by Validate {
        "Two places say different things about whose return it is."
        why: "The school may stand in the wrong cluster, or under the wrong name."
        remedy: "Check which one is right and correct the other."
    }
    SCHOOL_NUMBER_UNUSABLE = "I206" "school-number-unusable" Note by Validate {
        "The DfE number or URN is not of the right form and was left out."
        why: "Names alone then decide which returns belong together."
        remedy: "A DfE number has seven digits (LA code and establishment, such as 880/2134), a URN has six."
    }
    NEAR_NAME = "I207" "near-name" Warning by Collection {
        "Two names in the collection almost match."
        why: "One school or cluster may stand in the tables twice."
        remedy: "If they are the same, correct the name in one of the returns; if not, or to leave the returns as they are, settle it in a list of names (--names; ksfgrid check --format names writes it)."
        for_manager: "If they are the same, correct the name in one of the returns; if not, or to leave the returns as they are, tell the LA's data team, who can settle it."
    }
    SEVERAL_LAS = "I208" "several-las" Warning by Collection {
        "The returns come from more than one local authority."
        why: "In one workbook all schools together are summed up as if they were one authority."
        remedy: "If that is right, name a folder with -o: it gets a workbook for each authority and a national summary. If not, correct the authority's name in the returns."
    }
    DATE_UNREADABLE = "I209" "date-unreadable" Note by Validate {
        "The date on the return could not be read."
        why: "Of two returns of one school, the later one counts; without a date that cannot be decided."
        remedy: "Type the date as day, month and year, such as 12/03/2010."
    }
    NOT_ON_REGISTER = "I210" "not-on-register" Note by Collection {
        "The return is of a school, or from a local authority, that is not on the register."
        why: "It counts in every figure, but not among the registered schools that have returned."
        remedy: "Check the school's name and number. If both are right, the register is out of date: have the school added."
    }
    REGISTER_NEAR_MATCH = "I211" "register-near-match" Warning by Collection {
        "A school's name is not on the register, but almost."
        why: "If it is that school, it counts as not returned, and its DfE number and cluster are not filled in."
        remedy: "If it is the same school, correct its name in the return, or put both names side by side into a list and give that with --names; ksfgrid check --format names writes the list for you."
        for_manager: "If it is the same school, correct its name in the return; or tell the LA's data team, who can settle it."
    }
    REGISTER_AMBIGUOUS = "I212" "register-ambiguous" Warning by Collection {
        "Several schools on the register have the return's name."
        why: "Which one returned is not ours to say, so all of them count as not returned."
        remedy: "Write the school's DfE number, cluster or local authority on the return, or settle the name with --names."
        for_manager: "Write the school's DfE number, cluster or local authority on the return, or tell the LA's data team which school it is."
    }
    REGISTER_CONTRADICTS = "I213" "register-contradicts" Warning by Collection {
        "The return says otherwise than the register about whose it is."
        why: "The school may stand in the wrong cluster, or under the wrong name."
        remedy: "Check which one is right and correct the return or the register."
    }
    NAMES_UNUSED = "I214" "names-unused" Note by Collection {
        "A line of the list of names fits no return, or leads to no school."
        why: "It settles nothing; a name may be misspelt in the list."
        remedy: "Check the name against the returns, or take the line out."
    }
    LABEL_NO_SCHOOL = "I215" "label-no-school" Warning by Validate {
        "Among the schools a row or column holds numbers on the scale, but its label reads as something else than a school's name."
        why: "If it is a school, its ratings are missing."
        remedy: "If it is a school, write its name in full (Key Primary School for Key)."
    }
    CLUSTER_FROM_NAME = "I216" "cluster-from-name" Note by Identify {
        "The sheet does not state the cluster; it was taken from the name of a folder, a sheet or the file, or from another sheet."
        why: "A name that was not written to state the cluster may be of something else, such as a batch of returns."
        remedy: "Check the cluster; write it on the sheet, or give --cluster, to be sure."
        for_manager: "Check the cluster; write it on the sheet, or tell the LA's data team which it is."
    }
    LA_FROM_NAME = "I217" "la-from-name" Note by Identify {
        "The sheet does not state the local authority; it was taken from the name of a folder, a sheet or the file, from another sheet, or from other returns."
        why: "A name that was not written to state the local authority may be of something else."
        remedy: "Check the local authority; write it on the sheet, or give --la, to be sure."
        for_manager: "Check the local authority; write it on the sheet, or tell the LA's data team which it is."
    }
    NUMBER_SHARED = "I218" "number-shared" Warning by Collection {
        "Returns with clearly different schools' names give the same DfE number or URN."
        why: "One of them may have been filled in over another school's return; they were kept as schools of their own."
        remedy: "Correct the number in the return that has it wrong; if the two are one school, give a line with both names in a list of names (--names)."
        for_manager: "Correct the number in the return that has it wrong; if the two are one school, tell the LA's data team, who can settle it."
    }
    SCHOOL_IS_CODE = "I219" "school-is-code" Warning by Collection {
        "Schools are named by a number or letter alone."
        why: "It may stand for a name that another sheet or list gives; in the tables nobody can tell which school it is."
        remedy: "Write the schools' names instead, or a key beside the table (A = Oakfield Primary)."
    }
    NAME_REPAIRED = "I220" "name-repaired" Note by Validate {
        "The letters of a name were taken apart on their way (Oswinâ€™s for Oswin’s) and put together again."
        why: "Without that it would be another school, cluster or local authority."
        remedy: "Check the name; type it again to be sure."
    }
    SAME_NAME_ELSEWHERE = "I221" "same-name-elsewhere" Note by Collection {
        "Schools of one name returned in several clusters of an authority; they were taken for different schools."
        why: "If they are one school, its ratings count in each of these clusters."
        remedy: "Nothing to do if they are different schools; otherwise correct the cluster on the returns."
    }

    // Ratings
    OFF_SCALE = "R301" "off-scale" Error by Validate {
        "The rating is a whole number that is not on the scale."
        why: "It counts in no average and no band."
        remedy: "Ask the school for its rating and type a whole number on the scale."
    }
    NOT_WHOLE = "R302" "not-whole" Error by Validate {
        "The rating is not a whole number."
        why: "Rounding it would be a guess."
        remedy: "Ask the school which whole number it means."
    }
    PERCENTAGE = "R303" "percentage" Error by Validate {
        "The cell shows a percentage."
        why: "A percentage is not a rating; 100% would be read as 1."
        remedy: "Ask the school for its rating on the scale, and format the cell as a number."
    }
    NOT_A_RATING = "R304" "not-a-rating" Error by Validate {
        "What was typed is not a rating."
        why: "Whatever was meant, it counts in no figure."
        remedy: "Ask the school for one whole number on the scale."
    }
    NOT_APPLICABLE = "R305" "not-applicable" Error by Validate {
        "The school says that it does not rate this KSF."
        why: "The KSF has no rating for this school."
        remedy: "Agree with the school whether it rates this KSF; if so, type its rating."
    }
    TURNED_INTO_DATE = "R306" "turned-into-date" Error by Validate {
        "The cell holds a date: Excel turns entries such as 6/7 into one."
        why: "What was typed is lost."
        remedy: "Ask the school what it meant; format the cell as a number before typing."
    }
    CELL_ERROR = "R307" "cell-error" Error by Validate {
        "The cell shows an error such as #REF!."
        why: "There is no rating to read."
        remedy: "Repair the formula in the return, or type the rating."
    }
    NO_RESULT = "R308" "no-result" Error by Validate {
        "The cell holds a formula, but the file holds no result for it."
        why: "The program that wrote the file did not calculate it."
        remedy: "Open the return in Excel and save it, or type the rating."
    }
    RATED_TWICE = "R309" "rated-twice" Error by Validate {
        "The same KSF is rated twice with different ratings."
        why: "Which one is meant is not ours to say, so neither counts."
        remedy: "Ask the school which rating is right and remove the other."
    }
    MISSING = "R310" "missing" Warning by Validate {
        "There is no rating."
        why: "The school is left out of this KSF's average."
        remedy: "Ask the school for its rating."
    }
    READ_FROM_TEXT = "R311" "read-from-text" Note by Validate {
        "The rating was typed as text, and reads as a number without doubt."
        why: "Excel's own sums leave out numbers typed as text."
        remedy: "Nothing to do; to be tidy, type the number alone."
    }

    // Key success factors
    KSF_MISSING = "K401" "ksf-missing" Warning by Validate {
        "A KSF does not appear in the table at all."
        why: "Nobody in this table is rated on it."
        remedy: "Check whether its row or column was deleted or its heading changed beyond recognition."
    }
    KSF_TWICE = "K402" "ksf-twice" Note by Validate {
        "A KSF appears twice with the same rating."
        why: "It was counted once."
        remedy: "Check whether one of the two was meant to be another KSF."
    }
    KSF_UNRECOGNISED = "K403" "ksf-unrecognised" Note by Validate {
        "A row or column among the KSFs holds ratings, but its heading is none of the KSFs."
        why: "Its ratings were not used."
        remedy: "If it is one of the KSFs, give it the KSF's name."
    }
    KSF_CLOSE = "K404" "ksf-close" Warning by Validate {
        "A heading is not quite a KSF's name and was taken for the only one it resembles."
        why: "If it means something else, its ratings stand under the wrong KSF."
        remedy: "Check that the right KSF was recognised; correct the heading to be sure."
    }

    // Stated totals and averages
    STATED_TOTAL = "S501" "stated-total" Warning by Validate {
        "Totals on the sheet do not follow from the ratings beside them."
        why: "Whoever reads the sheet reads wrong figures; the figures in this workbook are worked out anew."
        remedy: "Check the formula behind the totals: often its range is a row or column too short."
    }
    STATED_AVERAGE = "S502" "stated-average" Warning by Validate {
        "Averages on the sheet do not follow from the ratings beside them."
        why: "Whoever reads the sheet reads wrong figures; the figures in this workbook are worked out anew."
        remedy: "Check the formula behind the averages: often its range is a row or column too short."
    }

    // The same school twice
    SAME_RETURN_TWICE = "D601" "same-return-twice" Note by Merge {
        "The same school sent identical ratings more than once."
        why: "They were counted once."
        remedy: "Nothing to do."
    }
    LATER_RETURN_USED = "D602" "later-return-used" Warning by Merge {
        "A school sent different ratings; the return with the later date was used."
        why: "The earlier one counts in no figure, not even where the later one has gaps."
        remedy: "Check with the school that the later return is the right one."
    }
    CONFLICTING_RETURNS = "D603" "conflicting-returns" Error by Merge {
        "A school sent different ratings and no date decides between them."
        why: "Neither counts, because which one is meant is not ours to say."
        remedy: "If these are two schools, write each one's full name, cluster or DfE number on its return. If it is one, ask it which return is right and remove the others, or write a date on each of them (beside Date): then the latest is used."
    }
    GAP_FILLED = "D604" "gap-filled" Note by Merge {
        "One of a school's returns has a rating where the other has none; it was used."
        why: "The school's ratings come from two files."
        remedy: "Check with the school if that is not what it meant."
    }

    // The collection
    NOTHING_RATED = "C701" "nothing-rated" Warning by Return {
        "The return names a school but holds no usable rating."
        why: "The school stands in the tables with gaps only."
        remedy: "Ask the school for its completed return."
    }
    ALL_THE_SAME = "C702" "all-the-same" Note by Return {
        "A school gives every KSF the same rating."
        why: "It may not have looked at each KSF, and no need stands out."
        remedy: "Talk it through with the school before the workshop."
    }
    NOT_RETURNED = "C703" "not-returned" Note by Collection {
        "Registered schools have not returned."
        why: "The figures are without them."
        remedy: "Ask them for their returns; the sheet Returns lists them all at its end."
    }
    DATE_AFTER_AS_OF = "C704" "date-after-as-of" Note by Collection {
        "The date on a return lies after the date of the run."
        why: "Of two returns of one school, the later one counts, so a wrong date can put the wrong one first."
        remedy: "Check the year on the return; if the date is right, give the date of the run with --as-of."
        for_manager: "Check the year on the return; if the date is right, tell the LA's data team, who can give this workbook a later date."
    }
    DATE_FAR_OFF = "C705" "date-far-off" Note by Collection {
        "The date on a return is more than a year from the middle date of all returns."
        why: "It may be a return of another year, or its date may be mistyped."
        remedy: "Check the date, and whether the school meant to send this year's return."
    }
}
