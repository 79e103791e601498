//! Spanish temporal expressions: words and rules.
//!
//! The article belongs to the expression ("el martes", "la semana pasada"), prepositions do not.
//! Words are written without accents, as they are compared.

use super::Language;
use super::action::Action::{self, *};
use super::lexicon::{Class, Row};

pub(super) const SPANISH: Language = Language {
    code: "es",
    words: WORDS,
    fragments: FRAGMENTS,
    rules: RULES,
    past_endings: &[
        "ó", "aron", "ieron", "aba", "aban", "ía", "ían", "ado", "ido",
    ],
    ahead_endings: &["rá", "rán", "remos"],
    needs_capital: false,
    tens_joiner: "y",
};

const WORDS: &[Row] = &[
    (
        Class::Month,
        1,
        "enero|ene febrero|feb marzo abril|abr mayo junio julio agosto septiembre|setiembre|sept \
         octubre|oct noviembre|nov diciembre|dic",
    ),
    (
        Class::Weekday,
        1,
        "lunes martes miercoles jueves viernes sabado domingo",
    ),
    (Class::Weekdays, 6, "sabados domingos"),
    (Class::Season, 1, "primavera verano otono invierno"),
    (Class::Part, 1, "manana madrugada"),
    (Class::Part, 2, "mediodia"),
    (Class::Part, 3, "tarde"),
    (Class::Part, 5, "noche"),
    (Class::Unit, 0, "segundo"),
    (Class::Unit, 1, "minuto"),
    (Class::Unit, 2, "hora"),
    (Class::Unit, 3, "dia"),
    (Class::Unit, 5, "semana"),
    (Class::Unit, 6, "mes"),
    (Class::Unit, 7, "trimestre"),
    (Class::Unit, 8, "semestre"),
    (Class::Unit, 9, "ano"),
    (Class::Unit, 10, "decada"),
    (Class::Unit, 11, "siglo"),
    (Class::Units, 0, "segundos"),
    (Class::Units, 1, "minutos"),
    (Class::Units, 2, "horas"),
    (Class::Units, 3, "dias"),
    (Class::Units, 5, "semanas"),
    (Class::Units, 6, "meses"),
    (Class::Units, 7, "trimestres"),
    (Class::Units, 8, "semestres"),
    (Class::Units, 9, "anos"),
    (Class::Units, 10, "decadas"),
    (Class::Units, 11, "siglos"),
    (Class::Deictic, -2, "anteayer antier"),
    (Class::Deictic, -1, "ayer"),
    (Class::Deictic, 0, "hoy"),
    (Class::Direction, -1, "pasado pasada ultimo ultima"),
    (Class::Direction, 0, "este esta presente actual"),
    (Class::Direction, 1, "proximo proxima"),
    (
        Class::Vague,
        0,
        "varios varias algunos algunas pocos pocas unos unas muchos muchas",
    ),
    (
        Class::Number,
        2,
        "dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince \
         dieciseis diecisiete dieciocho diecinueve veinte veintiuno|veintiun veintidos veintitres \
         veinticuatro veinticinco veintiseis veintisiete veintiocho veintinueve treinta",
    ),
    (Class::Number, 40, "cuarenta"),
    (Class::Number, 50, "cincuenta"),
    (Class::Number, 60, "sesenta"),
    (Class::Number, 70, "setenta"),
    (Class::Number, 80, "ochenta"),
    (Class::Number, 90, "noventa"),
    (Class::Number, 100, "cien"),
    (
        Class::Ordinal,
        1,
        "primer|primero|primera segundo|segunda tercer|tercero|tercera cuarto|cuarta",
    ),
    (Class::Ordinal, 15, "xv xvi xvii xviii xix xx xxi"),
    (
        Class::PastCue,
        0,
        "fue fueron era eran ha han habia habian hubo dijo dijeron hizo hicieron tuvo tuvieron \
         estuvo pudo puso vino murio nacio dio vio",
    ),
    (
        Class::AheadCue,
        0,
        "espera esperan preve preven planea planean va van prevista previsto previstas previstos \
         programada programado convocada convocado hasta",
    ),
    (
        Class::Abbreviation,
        0,
        "sr sra dr dra lic ing gral cnel av num no pag ee uu art ene feb abr ago sept oct nov dic",
    ),
    (
        Class::Counted,
        0,
        "personas gente mil millones veces dolares euros",
    ),
    (
        Class::Preposition,
        0,
        "en de desde hasta entre a para por durante ano del antes despues tras y fines finales \
         principios mediados",
    ),
];

const FRAGMENTS: &[(&str, &str)] = &[
    (
        "about",
        "( casi | cerca de | alrededor de | aproximadamente | mas de | menos de | al menos | unos \
         | unas | hasta | otros | otras )?",
    ),
    (
        "edge",
        "( principios de | comienzos de | inicios de | mediados de | finales de | fines de | \
         el inicio de | el final de | el fin de )",
    ),
    ("year", "( ( de | del ) ( ano )? <Y> )?"),
    ("part", "( ( por | en | a | de ) la <P> | al mediodia )"),
];

const RULES: &[(Action, &str)] = &[
    // Days by name.
    (
        Calendar,
        "( el | este )? <DIR>? <W>? ,? <D> ( de | del )? <M> {year}",
    ),
    (Calendar, "( el )? <D> de <M> <DIR>"),
    (Calendar, "( el | este )? <DIR>? <W>? ,? <D> de <M> , <Y>"),
    (Calendar, "( el )? primero de <M> {year}"),
    (Calendar, "la <P> del <W>? <D> de <M> {year}"),
    // Months.
    (MonthOfYear, "( {edge} )? <M> ( de | del ) ( ano )? <Y>"),
    (Month, "<M>"),
    (Month, "( el )? mes de <M>"),
    (Month, "( el )? <DIR> ( mes de )? <M>"),
    (Month, "<M> <DIR>"),
    (Month, "{edge} <M>"),
    // Years.
    (Year, "<Y>"),
    (SureYear, "( el )? ano <Y>"),
    (SureYear, "{edge} ( ano )? <Y>"),
    (
        StartOfYear,
        "( principios | comienzos | inicios | el inicio ) de ( <DIR> ano | ano )",
    ),
    (
        StartOfYear,
        "( principios | comienzos | inicios | el inicio ) de <Y>",
    ),
    (ShortDecade, "los anos ( ' )? <N>"),
    (
        ShortDecade,
        "la decada de ( los | 1900 )? ( anos )? ( ' )? <N>",
    ),
    (Century, "( el )? siglo <ORD>"),
    // Seasons.
    (Season, "( el | la )? <DIR> <S>"),
    (Season, "( el | la )? <S> <DIR>"),
    (Season, "( el | la )? <S> ( de | del ) ( ano )? <Y>"),
    (Season, "( el | la ) <S>"),
    // Quarters and halves.
    (Quarter, "( el )? <ORD> trimestre {year}"),
    (
        Quarter,
        "( el )? <ORD> trimestre ( del ano <DIR> | del <DIR> ano | de <DIR> ano )",
    ),
    (Half, "( el )? <ORD> semestre {year}"),
    // Weekdays.
    (Weekday, "( el | este )? <W>"),
    (Weekday, "( el | este )? <DIR> <W> {part}?"),
    (Weekday, "( el )? <W> <DIR>"),
    (Weekday, "( el | este )? <W> {part}"),
    (Weekday, "la <P> del <DIR>? <W>"),
    // Days from today.
    (Deictic, "<REL>"),
    (Deictic, "<REL> {part}"),
    (Deictic, "<REL> <P>"),
    (DaysFromNow(1), "manana"),
    (DaysFromNow(2), "pasado manana"),
    (DaysFromNow(-2), "antes de ayer"),
    (LastNight, "anoche"),
    (PartOfToday, "<DIR> <P>"),
    (
        Nothing,
        "( la | de la | por la | en la | a la | una ) manana",
    ),
    // Units from today.
    (NeighbourUnit(-1), "( el | la ) <U> anterior"),
    (NeighbourUnit(1), "( el | la ) <U> siguiente"),
    (NeighbourUnit(1), "( el | la ) siguiente <U>"),
    (WeekendFromNow(-1), "el fin de semana pasado"),
    (WeekendFromNow(-1), "el pasado fin de semana"),
    (WeekendFromNow(0), "este fin de semana"),
    (WeekendFromNow(1), "el proximo fin de semana"),
    (DirectedUnit, "( el | la )? <DIR> <U>"),
    (DirectedUnit, "( el | la )? <U> <DIR>"),
    (DirectedUnit, "{edge} ( la | el )? <DIR> <U>"),
    (DirectedUnit, "{edge} ( la | el )? <U> <DIR>"),
    (StepsFromNow(1), "( el | la ) <U> que viene"),
    (StepsFromNow(1), "( el | la ) <U> entrante"),
    (SameUnit, "ese <U>"),
    (SameUnit, "esa <U>"),
    (SameUnit, "aquel <U>"),
    (SameUnit, "( el | la ) mism ( o | a ) <U>"),
    // Counted from today.
    (Ago, "hace {about} ( un | una | <N> ) ( <U> | <US> )"),
    (Ago, "hace <FEW> ( <US> | <U> )"),
    (Past, "hace ( mucho )? tiempo"),
    (Past, "hace <US>"),
    (
        FromNow,
        "dentro de {about} ( un | una | <N> ) ( <U> | <US> )",
    ),
    (
        EarlierThan,
        "{about} ( un | una | <N> ) ( <U> | <US> ) antes",
    ),
    // Lengths of time.
    (LengthOrRate, "( un | una ) <U>"),
    (Length, "{about} ( un | una ) <U>"),
    (Length, "{about} <N> ( <US> | <U> )"),
    (
        Length,
        "( los | las )? ( primeros | primeras | ultimos | ultimas | proximos | proximas | siguientes ) <N> <US>",
    ),
    (Length, "<N> ( o | a ) <N> <US>"),
    (VagueLength, "<FEW> <US>"),
    (VagueLength, "los proximos <US>"),
    (VagueLength, "las proximas <US>"),
    (
        Past,
        "( los | las )? ( ultimos | ultimas | recientes ) <US>",
    ),
    (BareUnits, "<US>"),
    // Repetitions.
    (EveryUnit, "cada ( <U> | <N> <US> )"),
    (EveryUnit, "( todos los | todas las ) <US>"),
    (EveryWeekday, "cada <W>"),
    (EveryWeekday, "( todos )? los ( <W> | <WS> )"),
    // Times of day.
    (Clock, "las <CLOCK> ( horas | hora local | h )?"),
    (
        ClockAm,
        "las ( <CLOCK> | <N> ) de la ( manana | madrugada )",
    ),
    (ClockPm, "las ( <CLOCK> | <N> ) de la ( tarde | noche )"),
    // Vague references.
    (Present, "ahora"),
    (Present, "actualmente"),
    (Present, "la actualidad"),
    (Past, "recientemente"),
    (Past, "el pasado"),
    (Future, "el futuro"),
    (Future, "pronto"),
];
