//! The words of written dates, language by language: data, no code.
//!
//! Every entry is a list of spellings separated by spaces, in lower case and with its accents; the
//! lookup in `words.rs` folds both sides. A spelling marked `~` is also an everyday word or a
//! frequent name ("may", "mars"): in running text it needs a capital letter or a year beside it. A
//! spelling marked `!` ("out", "set", "ago") always needs the year.
//! Kept apart from the language table of the program because dates are read before a text's
//! language is known, and in languages that nothing else here knows.

/// The date words of one language.
pub(super) struct Names {
    /// ISO 639-1 code.
    pub code: &'static str,
    /// January to December, separated by bars.
    pub months: &'static str,
    /// Monday to Sunday, separated by bars.
    pub weekdays: &'static str,
    /// Minute, hour, day, week, month, year, in the forms that follow a number, separated by
    /// bars.
    pub units: &'static str,
    /// The day before yesterday is not written in stamps; today and yesterday are.
    pub today: &'static str,
    pub yesterday: &'static str,
    /// Words that make "2 hours" a time in the past, before the number and after the unit.
    pub ago_before: &'static str,
    pub ago_after: &'static str,
    /// Words that join the parts of a date: "13 *de* enero *de* 2026", "*at* 9:02".
    pub links: &'static str,
    /// Labels of a publication stamp and of an update stamp.
    pub published: &'static str,
    pub updated: &'static str,
}

/// All languages with date words. To add one, add a row.
pub(super) const NAMES: &[Names] = &[
    Names {
        code: "en",
        months: "january jan | february feb febr | ~march ~mar | april apr | ~may | june ~jun | \
            july jul | ~august aug | september sept sep | october oct | november nov | \
            december dec",
        weekdays: "monday mon | tuesday tue tues | wednesday wed weds | thursday thu thur thurs | \
            friday fri | saturday sat | sunday sun",
        units: "minute minutes min mins m | hour hours hr hrs h | day days d | \
            week weeks wk wks w | month months mo mos | year years yr yrs y",
        today: "today",
        yesterday: "yesterday",
        ago_before: "",
        ago_after: "ago",
        links: "of the at on",
        published: "published posted publish created issued date",
        updated: "updated update modified edited revised",
    },
    Names {
        code: "es",
        months: "enero ene | febrero feb | marzo mar | abril abr | mayo | junio jun | julio jul | \
            agosto !ago | septiembre setiembre sept !set | octubre oct | noviembre nov | \
            diciembre dic",
        weekdays: "lunes lun | martes mar | miércoles mié | jueves jue | viernes vie | sábado sáb | \
            domingo dom",
        units: "minuto minutos min | hora horas h | día días | semana semanas | mes meses | \
            año años",
        today: "hoy",
        yesterday: "ayer",
        ago_before: "hace",
        ago_after: "",
        links: "de del el a las la los",
        published: "publicado publicada creado",
        updated: "actualizado actualizada modificado",
    },
    Names {
        code: "fr",
        months: "janvier janv jan | février févr fév | ~mars | avril avr | mai | juin | \
            juillet juil | août | septembre sept | octobre oct | novembre nov | décembre déc",
        weekdays: "lundi lun | mardi mar | mercredi mer | jeudi jeu | vendredi ven | samedi sam | \
            dimanche dim",
        units: "minute minutes min mn | heure heures h | jour jours j | semaine semaines | \
            mois | an ans année années",
        today: "aujourd",
        yesterday: "!hier",
        ago_before: "",
        ago_after: "",
        links: "le à du de",
        published: "publié publiée paru créé",
        updated: "mis jour modifié modifiée actualisé",
    },
    Names {
        code: "de",
        months: "januar jänner jan jän | februar feber feb | märz mär mrz maerz | april apr | \
            ~mai | juni jun | juli jul | august aug | september sept sep | oktober okt | \
            november nov | dezember dez",
        weekdays: "montag mo | dienstag di | mittwoch mi | donnerstag do | freitag fr | \
            samstag sonnabend sa | sonntag so",
        units: "minute minuten min | stunde stunden std | tag tage tagen | woche wochen | \
            monat monate monaten | jahr jahre jahren",
        today: "heute",
        yesterday: "gestern",
        ago_before: "vor",
        ago_after: "",
        links: "der den dem am um",
        published: "veröffentlicht erstellt publiziert datum",
        updated: "stand aktualisiert geändert bearbeitet",
    },
    Names {
        code: "pt",
        months: "janeiro jan | fevereiro fev | março mar | abril abr | ~maio mai | junho jun | \
            julho jul | agosto !ago | setembro !set | outubro !out | novembro nov | \
            dezembro dez",
        weekdays: "segunda | terça | quarta | quinta | sexta | sábado | domingo",
        units: "minuto minutos min | hora horas h | dia dias | semana semanas | mês meses | \
            ano anos",
        today: "hoje",
        yesterday: "ontem",
        ago_before: "há",
        ago_after: "atrás",
        links: "de do em às as à",
        published: "publicado publicada",
        updated: "atualizado atualizada modificado",
    },
    Names {
        code: "it",
        months: "gennaio !gen | febbraio feb febbr | marzo mar | aprile apr | maggio !mag | \
            giugno giu | luglio !lug | agosto !ago | settembre !set sett | ottobre ott | \
            novembre nov | dicembre dic",
        weekdays: "lunedì lun | martedì mar | mercoledì mer | giovedì gio | venerdì ven | \
            sabato sab | domenica dom",
        units: "minuto minuti min | ora ore | giorno giorni | settimana settimane | mese mesi | \
            anno anni",
        today: "oggi",
        yesterday: "ieri",
        ago_before: "",
        ago_after: "fa",
        links: "il alle ore dell del",
        published: "pubblicato pubblicata",
        updated: "aggiornato aggiornata modificato",
    },
    Names {
        code: "nl",
        months: "januari jan | februari feb | maart mrt | april apr | mei | juni jun | juli jul | \
            augustus aug | september sept sep | oktober okt | november nov | december dec",
        weekdays: "maandag ma | dinsdag di | woensdag wo | donderdag do | vrijdag vr | \
            zaterdag za | zondag zo",
        units: "minuut minuten min | uur uren | dag dagen | week weken | maand maanden | \
            jaar jaren",
        today: "vandaag",
        yesterday: "gisteren",
        ago_before: "",
        ago_after: "geleden",
        links: "om op van",
        published: "gepubliceerd geplaatst",
        updated: "bijgewerkt gewijzigd",
    },
    Names {
        code: "sv",
        months: "januari jan | februari feb febr | ~mars | april apr | maj | juni jun | \
            juli jul | augusti aug | september sept sep | oktober okt | november nov | \
            december dec",
        weekdays: "måndag mån | tisdag tis | onsdag ons | torsdag tor tors | fredag fre | \
            lördag lör | söndag sön",
        units: "minut minuter min | timme timmar tim | dag dagar | vecka veckor | \
            månad månader | år",
        today: "idag",
        yesterday: "igår",
        ago_before: "",
        ago_after: "sedan",
        links: "den kl klockan",
        published: "publicerad publicerades",
        updated: "uppdaterad uppdaterades ändrad",
    },
    Names {
        code: "no",
        months: "januar jan | februar feb | ~mars | april apr | ~mai | juni jun | juli jul | \
            august aug | september sept sep | oktober okt | november nov | desember des",
        weekdays: "mandag man | tirsdag tir tirs | onsdag ons | torsdag tor tors | fredag fre | \
            lørdag lør | søndag søn",
        units: "minutt minutter min | time timer | dag dager døgn | uke uker | måned måneder | år",
        today: "idag",
        yesterday: "igår",
        ago_before: "",
        ago_after: "siden",
        links: "den kl klokken",
        published: "publisert",
        updated: "oppdatert endret",
    },
    Names {
        code: "da",
        months: "januar jan | februar feb | marts | april apr | maj | juni jun | juli jul | \
            august aug | september sept sep | oktober okt | november nov | december dec",
        weekdays: "mandag man | tirsdag tir tirs | onsdag ons | torsdag tor tors | fredag fre | \
            lørdag lør | søndag søn",
        units: "minut minutter min | time timer | dag dage | uge uger | måned måneder | år",
        today: "idag",
        yesterday: "igår",
        ago_before: "",
        ago_after: "siden",
        links: "den d kl klokken",
        published: "publiceret udgivet offentliggjort",
        updated: "opdateret ændret",
    },
    Names {
        code: "fi",
        months: "tammikuu tammikuuta tammi | helmikuu helmikuuta helmi | \
            maaliskuu maaliskuuta maalis | huhtikuu huhtikuuta huhti | \
            toukokuu toukokuuta touko | kesäkuu kesäkuuta kesä | heinäkuu heinäkuuta heinä | \
            elokuu elokuuta elo | syyskuu syyskuuta syys | lokakuu lokakuuta loka | \
            marraskuu marraskuuta marras | joulukuu joulukuuta joulu",
        weekdays: "maanantai maanantaina ma | tiistai tiistaina ti | keskiviikko keskiviikkona ke | \
            torstai torstaina to | perjantai perjantaina pe | lauantai lauantaina la | \
            sunnuntai sunnuntaina su",
        units: "minuutti minuuttia min | tunti tuntia | päivä päivää | viikko viikkoa | \
            kuukausi kuukautta | vuosi vuotta",
        today: "tänään",
        yesterday: "eilen",
        ago_before: "",
        ago_after: "sitten",
        links: "klo kello",
        published: "julkaistu",
        updated: "päivitetty muokattu",
    },
    Names {
        code: "ru",
        months: "января январь янв | февраля февраль фев февр | марта март мар | \
            апреля апрель апр | мая май | июня июнь | июля июль | августа август авг | \
            сентября сентябрь сен сент | октября октябрь окт | ноября ноябрь ноя нояб | \
            декабря декабрь дек",
        weekdays: "понедельник пн | вторник вт | среда среду ср | четверг чт | пятница пятницу пт | \
            суббота субботу сб | воскресенье вс",
        units: "минута минуту минуты минут мин | час часа часов | день дня дней | \
            неделю недели недель | месяц месяца месяцев | год года лет",
        today: "сегодня",
        yesterday: "вчера",
        ago_before: "",
        ago_after: "назад",
        links: "в от г года",
        published: "опубликовано",
        updated: "обновлено изменено",
    },
    Names {
        code: "pl",
        months: "stycznia styczeń sty | lutego luty lut | marca marzec | kwietnia kwiecień kwi | \
            maja maj | czerwca czerwiec cze | lipca lipiec lip | sierpnia sierpień sie | \
            września wrzesień wrz | października październik paź | listopada listopad | \
            grudnia grudzień gru",
        weekdays: "poniedziałek | wtorek | środa | czwartek | piątek | sobota | niedziela",
        units: "minut minuty min | godzin godziny godzinę godz | dni dzień | tygodni tydzień | \
            miesięcy miesiące | lat lata",
        today: "dzisiaj",
        yesterday: "wczoraj",
        ago_before: "",
        ago_after: "temu",
        links: "r godz",
        published: "opublikowano publikacja",
        updated: "aktualizacja zaktualizowano",
    },
    Names {
        code: "cs",
        months: "ledna leden | února únor | března březen | dubna duben | května květen | \
            června červen | července červenec | srpna srpen | září | října říjen | \
            listopadu listopad | prosince prosinec",
        weekdays: "pondělí | úterý | středa | čtvrtek | pátek | sobota | neděle",
        units: "minut min | hodin hodinami | dny | týdny | měsíci | lety roky",
        today: "dnes",
        yesterday: "včera",
        ago_before: "",
        ago_after: "",
        links: "v",
        published: "publikováno vydáno",
        updated: "aktualizováno",
    },
    Names {
        code: "uk",
        months: "січня січень | лютого лютий | березня березень | квітня квітень | \
            травня травень | червня червень | липня липень | серпня серпень | \
            вересня вересень | жовтня жовтень | листопада листопад | грудня грудень",
        weekdays: "понеділок | вівторок | середа | четвер | п'ятниця | субота | неділя",
        units: "хвилин хвилини | годин години годину | днів дні | тижнів тижні | \
            місяців місяці | років роки",
        today: "сьогодні",
        yesterday: "вчора",
        ago_before: "",
        ago_after: "тому",
        links: "о року",
        published: "опубліковано",
        updated: "оновлено",
    },
    Names {
        code: "tr",
        months: "ocak | şubat | mart | nisan | mayıs mayis | haziran | temmuz | ağustos | eylül | \
            ekim | kasım kasim | aralık aralik",
        weekdays: "pazartesi | salı sali | çarşamba | perşembe | cuma | cumartesi | pazar",
        units: "dakika dk | saat | gün | hafta | ay | yıl",
        today: "bugün",
        yesterday: "dün",
        ago_before: "",
        ago_after: "önce",
        links: "saat",
        published: "yayınlanma yayın giriş",
        updated: "güncelleme güncellendi",
    },
    Names {
        code: "ar",
        months: "يناير | فبراير | مارس | أبريل ابريل | مايو | يونيو | يوليو | أغسطس اغسطس | \
            سبتمبر | أكتوبر اكتوبر | نوفمبر | ديسمبر",
        weekdays: "الاثنين الإثنين | الثلاثاء | الأربعاء الاربعاء | الخميس | الجمعة | السبت | \
            الأحد الاحد",
        units: " |  |  |  |  | ",
        today: "",
        yesterday: "",
        ago_before: "",
        ago_after: "",
        links: "في",
        published: "",
        updated: "",
    },
];
