//! English temporal expressions: words and rules.
//!
//! Extents follow TimeML: articles and approximations ("the", "nearly", "more than") belong to the
//! expression, prepositions do not.

use super::Language;
use super::action::Action::{self, *};
use super::lexicon::{Class, Row};

pub(super) const ENGLISH: Language = Language {
    code: "en",
    words: WORDS,
    fragments: FRAGMENTS,
    rules: RULES,
    past_endings: &["ed"],
    ahead_endings: &[],
    needs_capital: true,
    tens_joiner: "-",
};

const WORDS: &[Row] = &[
    (
        Class::Month,
        1,
        "january|jan february|feb march|mar april|apr may june|jun july|jul august|aug september|sept|sep october|oct november|nov december|dec",
    ),
    (
        Class::Weekday,
        1,
        "monday tuesday wednesday thursday friday saturday sunday",
    ),
    (
        Class::Weekdays,
        1,
        "mondays tuesdays wednesdays thursdays fridays saturdays sundays",
    ),
    (
        Class::Season,
        1,
        "spring summer|summertime fall|autumn winter|wintertime",
    ),
    (Class::Part, 1, "morning mornings"),
    (Class::Part, 2, "midday"),
    (Class::Part, 3, "afternoon afternoons"),
    (Class::Part, 4, "evening evenings"),
    (Class::Part, 5, "night nights"),
    (Class::Unit, 0, "second"),
    (Class::Unit, 1, "minute"),
    (Class::Unit, 2, "hour"),
    (Class::Unit, 3, "day"),
    (Class::Unit, 4, "weekend"),
    (Class::Unit, 5, "week"),
    (Class::Unit, 6, "month"),
    (Class::Unit, 7, "quarter"),
    (Class::Unit, 9, "year"),
    (Class::Unit, 10, "decade"),
    (Class::Unit, 11, "century"),
    (Class::Units, 0, "seconds"),
    (Class::Units, 1, "minutes mins"),
    (Class::Units, 2, "hours hrs"),
    (Class::Units, 3, "days"),
    (Class::Units, 4, "weekends"),
    (Class::Units, 5, "weeks"),
    (Class::Units, 6, "months"),
    (Class::Units, 7, "quarters"),
    (Class::Units, 9, "years yrs"),
    (Class::Units, 10, "decades"),
    (Class::Units, 11, "centuries"),
    (Class::Deictic, -1, "yesterday"),
    (Class::Deictic, 0, "today"),
    (Class::Deictic, 1, "tomorrow"),
    (Class::Direction, -1, "last past"),
    (Class::Direction, 0, "this current"),
    (Class::Direction, 1, "next coming upcoming"),
    (Class::Vague, 0, "several few many some numerous"),
    (
        Class::Number,
        1,
        "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty",
    ),
    (Class::Number, 30, "thirty"),
    (Class::Number, 40, "forty"),
    (Class::Number, 50, "fifty"),
    (Class::Number, 60, "sixty"),
    (Class::Number, 70, "seventy"),
    (Class::Number, 80, "eighty"),
    (Class::Number, 90, "ninety"),
    (Class::Number, 12, "dozen"),
    (Class::Number, 2, "couple"),
    (Class::Multiplier, 100, "hundred"),
    (Class::Multiplier, 1000, "thousand"),
    (
        Class::Ordinal,
        1,
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth",
    ),
    (Class::Decade, 1920, "twenties"),
    (Class::Decade, 1930, "thirties"),
    (Class::Decade, 1940, "forties"),
    (Class::Decade, 1950, "fifties"),
    (Class::Decade, 1960, "sixties"),
    (Class::Decade, 1970, "seventies"),
    (Class::Decade, 1980, "eighties"),
    (Class::Decade, 1990, "nineties"),
    (
        Class::PastCue,
        0,
        "said was were had did told went came took made began became won lost met found fell rose \
         saw gave left held got ran grew cut paid sold bought sent spoke wrote brought thought knew \
         kept led hit put stood been has have",
    ),
    (
        Class::AheadCue,
        0,
        "will ll would shall expected expects expect scheduled plans planned planning due going \
         may might could set slated should intends hopes until supposed",
    ),
    (Class::Be, 0, "be"),
    (Class::Been, 0, "been"),
    (Class::AlsoName, 0, "march may april june august mar jan"),
    (
        Class::Abbreviation,
        0,
        "mr mrs ms dr prof rev gen col maj capt lt sgt sen rep gov pres st mt jr sr co corp inc ltd \
         bros dept vs jan feb mar apr jun jul aug sep sept oct nov dec calif fla mass mich wash conn \
         ariz tex ill va md pa nev ore",
    ),
    (
        Class::Counted,
        0,
        "people men women children police others feet percent pct million billion \
         times once twice tons barrels cents dollars",
    ),
    (
        Class::Preposition,
        0,
        "in since by of from during until till through throughout before after for to between and \
         late early mid around about circa fiscal or on as late",
    ),
];

/// Parts that several rules share.
const FRAGMENTS: &[(&str, &str)] = &[
    (
        "about",
        "( nearly | almost | about | around | roughly | approximately | over | more than | \
         less than | fewer than | at least | at most | up to | no more than | as much as | \
         as long as | another | just over | just under | well over | some )?",
    ),
    ("mod", "( early | late | earlier | later | mid - | mid )"),
    (
        "edge",
        "( the? ( end | close | middle | rest | remainder | latter part | early part | start | beginning ) of )",
    ),
    ("ampm", "( a . m .? | am | p . m .? | pm )"),
    (
        "zone",
        "( est | edt | cst | cdt | mst | mdt | pst | pdt | et | gmt | utc | bst | local time | \
         eastern time | pacific time )?",
    ),
    (
        "day",
        "( <REL> | <W> | <W> ,? <M> .? <D> | <M> .? <D> ( ,? <Y> )? )",
    ),
];

/// The first rule wins among matches of one length.
const RULES: &[(Action, &str)] = &[
    // Days by name.
    (Calendar, "( <W> ,? )? <M> .? <D> ( ,? <Y> )?"),
    (
        Calendar,
        "( about | around | on or about ) <M> .? <D> ( ,? <Y> )?",
    ),
    (Calendar, "( <W> ,? )? the? <D> of? <M> ( ,? <Y> )?"),
    (Calendar, "<M> .? <D> <P>"),
    (Calendar, "the <P> of <M> .? <D> ( ,? <Y> )?"),
    // Months.
    (MonthOfYear, "{mod}? <M> .? ,? <Y>"),
    (MonthOfYear, "{mod}? <M> of <Y>"),
    (MonthOfYear, "{edge} <M> .? ,? <Y>"),
    (Month, "<M>"),
    (Month, "the month of <M>"),
    (Month, "( this past | <DIR> ) <M>"),
    (Month, "<M> of <DIR> year"),
    (Month, "{mod} in? <M>"),
    (Month, "{edge} <M>"),
    // Years.
    (Year, "<Y>"),
    (SureYear, "( fiscal | calendar ) -? year? <Y>"),
    (SureYear, "the? year <Y>"),
    (SureYear, "the year <N>"),
    (SureYear, "{mod} <Y>"),
    (SureYear, "mid - <Y>"),
    (StartOfYear, "the? ( beginning | start ) of <Y>"),
    (
        StartOfYear,
        "the? ( beginning | start ) of ( the | <DIR> ) year",
    ),
    (SureYear, "{edge} <Y>"),
    (SureYear, "year -? end <Y>"),
    (SureYear, "<Y> and beyond"),
    (Decade, "<DECADE>"),
    (
        Decade,
        "( the | the ' | the {mod} -? | the {mod} -? ' | {mod} -? | {mod} -? ' ) <DECADE>",
    ),
    (Century, "the? {mod}? -? <ORD> -? century"),
    // Seasons.
    (Season, "<DIR> <S>"),
    (Season, "this past <S>"),
    (Season, "the? {mod}? <S> of <Y>"),
    (Season, "{mod}? <S> <Y>"),
    (Season, "the {mod}? <S>"),
    (Season, "{mod} <S>"),
    (Season, "{edge} the? ( <S> | <DIR> <S> )"),
    // Quarters and halves.
    (
        Quarter,
        "( the | its | their | his )? fiscal? -? <ORD> ( fiscal )? quarter \
         ( of fiscal? <Y> | of <DIR> year | <Y> | of the year )?",
    ),
    // As an adjective it stands without its article: "the third-quarter loss".
    (
        Quarter,
        "fiscal? -? <ORD> - quarter ( of fiscal? <Y> | of <DIR> year | <Y> )?",
    ),
    (Quarter, "the? fiscal? <Y> 's? fiscal? <ORD> -? quarter"),
    (Quarter, "<DIR> year 's <ORD> -? quarter"),
    (Quarter, "{mod} ( in the )? <ORD> quarter"),
    (
        Half,
        "the <ORD> half ( of <Y> | of <DIR> year | of the year )",
    ),
    (Half, "<ORD> - half"),
    (ThisPeriod, "the ( latest | most recent )? <U>"),
    (ThisPeriod, "the latest period"),
    // The same period of the year before.
    (YearBefore, "a year ( ago | earlier )"),
    (YearBefore, "year -? ( ago | earlier )"),
    (Nothing, "( a | the ) year - ( ago | earlier )"),
    (
        YearBefore,
        "the? year -? ( ago | earlier ) <ORD>? -? ( quarter | period )",
    ),
    (
        YearBefore,
        "the <ORD>? ( quarter | period ) ( a year ( ago | earlier ) | <DIR> year )",
    ),
    (
        YearBefore,
        "the ( same | corresponding | comparable | like ) ( quarter | period | <ORD> quarter ) \
         ( of )? ( last year | a year ( ago | earlier ) | the previous year )?",
    ),
    (YearBefore, "last year 's <ORD>? quarter"),
    (PeriodOfYear, "the <Y> ( period | quarter )"),
    // Weekdays.
    (Weekday, "<W>"),
    (Weekday, "{mod} ( on )? <W>"),
    (Weekday, "{mod}? <W> <P>"),
    (Weekday, "{mod}? <DIR> <W> <P>?"),
    (Weekday, "this past <W>"),
    (Weekday, "the <P> of <W>"),
    // Days from today.
    (Deictic, "<REL>"),
    (Deictic, "<REL> <P>"),
    (Deictic, "{mod} <REL>"),
    (Deictic, "mid - <P> <REL>"),
    (Tonight, "later? tonight"),
    (DaysFromNow(-2), "the day before yesterday"),
    (DaysFromNow(2), "the day after tomorrow"),
    (PartOfToday, "{mod}? <DIR> <P>"),
    // Units from today.
    (
        NeighbourUnit(1),
        "the following ( day | week | month | quarter | year | <U> )",
    ),
    (
        NeighbourUnit(-1),
        "the ( previous | preceding | prior ) <U>",
    ),
    (DirectedUnit, "the? <DIR> ( fiscal | calendar )? <U>"),
    (DirectedUnit, "this past <U>"),
    (DirectedUnit, "the <DIR> <U> or so"),
    (DirectedUnit, "{mod} in? the? <DIR> <U>"),
    (DirectedUnit, "{edge} the? <DIR> fiscal? <U>"),
    (TheUnit, "the <U>"),
    (SameUnit, "that ( same )? <U>"),
    (SameUnit, "the same <U>"),
    (SameUnit, "{mod} in the <U>"),
    (SameUnit, "{edge} the <U>"),
    (ThisYear, "the ( full )? year"),
    (Fixed("P1Y"), "the fiscal year"),
    (ThisYear, "year -? end"),
    (ThisYear, "( the )? year 's end"),
    // Counted from today, or from what was named last.
    (
        Ago,
        "{about} ( a | an | <N> | <N> to <N> | a <N> | a <N> of ) ( <U> | <US> ) ago",
    ),
    (Ago, "a? <FEW> ( <US> | <U> ) ago"),
    (Past, "<US> ago"),
    (Past, "long ago"),
    (
        FromNow,
        "{about} ( a | an | <N> ) ( <U> | <US> ) ( from now | hence )",
    ),
    (
        EarlierThan,
        "{about} ( <N> | a <N> ) ( <US> | <U> ) earlier",
    ),
    (EarlierThan, "a? <FEW> ( <US> | <U> ) earlier"),
    // Lengths of time.
    (LengthOrRate, "( a | an ) <U>"),
    (Length, "{about} ( a | an | one ) <U>"),
    (
        Length,
        "{about} <N> ( more | full | straight | consecutive | trading | business | additional | long )? -? ( <US> | <U> )",
    ),
    (Length, "{about} ( a | the )? <N> ( of )? ( more )? <US>"),
    (Length, "<N> -? ( <U> | <US> ) -? ( old | long )"),
    (Length, "a <N> -? <U> period"),
    (Length, "{about} <N> ( to | or | - ) <N> -? ( <US> | <U> )"),
    (
        Length,
        "the? ( first | last | past | next | coming | previous | latest | final | preceding | following | initial | most recent ) <N> ( to <N> )? ( trading | business | full )? <US> ( or so )?",
    ),
    (Length, "the <N> <US>"),
    (
        VagueLength,
        "the? ( first | last | past | next | coming | previous ) <FEW> <US>",
    ),
    (
        VagueLength,
        "( a | the | these | at least a | about a | nearly a )? <FEW> ( more | long )? ( <US> | <U> )",
    ),
    (VagueLength, "coming <US>"),
    (BareUnits, "( the early? )? <US>"),
    (Past, "( recent | past ) <US>"),
    (
        Fixed("PT30M"),
        "( half an hour | a half hour | a half - hour | half - hour )",
    ),
    (Fixed("P6M"), "( half a year | a half year | half - year )"),
    // Repetitions.
    (EveryUnit, "( every | each ) ( <U> | <N> <US> )"),
    (EveryWeekday, "( every | each ) <W> <P>?"),
    (EveryWeekday, "<WS>"),
    (EveryMonth, "( every | each ) ( <M> | <S> )"),
    // Times of day.
    (ClockAm, "( <CLOCK> | <N> ) ( a . m .? | am ) {zone}"),
    (ClockPm, "( <CLOCK> | <N> ) ( p . m .? | pm ) {zone}"),
    (
        ClockAm,
        "( <CLOCK> | <N> ) ( a . m .? | am ) {zone} ,? ( on )? {day}",
    ),
    (
        ClockPm,
        "( <CLOCK> | <N> ) ( p . m .? | pm ) {zone} ,? ( on )? {day}",
    ),
    (Clock, "<CLOCK> {zone} ( on )? {day}?"),
    (ClockAt(720), "noon ( on )? {day}?"),
    (ClockAt(1440), "midnight ( on )? {day}?"),
    // Vague references.
    (Present, "now"),
    (Present, "currently"),
    (Present, "at present"),
    (Present, "at the moment"),
    (Present, "at this ( time | point )"),
    (Present, "these days"),
    (Present, "nowadays"),
    (Present, "this ( crucial )? moment"),
    (Past, "( more | most )? recently"),
    (Past, "lately"),
    (Past, "the ( recent )? past"),
    (Future, "the ( near | not too distant )? future"),
    (Future, "soon"),
    // Words that look like the above and are not.
    (Nothing, "second -? half"),
    (Nothing, "at one time"),
    (Nothing, "one <U> of"),
];
