//! The words of written dates, language by language: data, no code.
//!
//! Every entry is a list of spellings separated by spaces, in lower case and with its accents; the
//! lookup in `words.rs` folds both sides. `_` joins the two words of a name. A spelling marked `~` is also an everyday word or a
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
        months: "يناير كانون_الثاني جانفي | فبراير شباط فيفري | مارس آذار | \
            أبريل ابريل نيسان أفريل | مايو أيار ماي | يونيو حزيران جوان | يوليو تموز جويلية | \
            أغسطس اغسطس آب أوت | سبتمبر أيلول | أكتوبر اكتوبر تشرين_الأول تشرين_الاول | \
            نوفمبر تشرين_الثاني | ديسمبر كانون_الأول كانون_الاول",
        weekdays: "الاثنين الإثنين | الثلاثاء | الأربعاء الاربعاء | الخميس | الجمعة | السبت | \
            الأحد الاحد",
        units: " |  |  |  |  | ",
        today: "",
        yesterday: "",
        ago_before: "",
        ago_after: "",
        links: "في",
        published: "نشر النشر نُشر منشور",
        updated: "تحديث التحديث عدّل تعديل",
    },
    Names {
        code: "hu",
        months: "január jan | február febr feb | március márc | április ápr | május máj | \
            június jún | július júl | augusztus aug | szeptember szept | október okt | \
            november nov | december dec",
        weekdays: "hétfő | kedd | szerda | csütörtök | péntek | szombat | vasárnap",
        units: "perc perce | óra órája | napja | hete | hónapja | éve",
        today: "~ma",
        yesterday: "tegnap",
        ago_before: "",
        ago_after: "ezelőtt",
        links: "",
        published: "közzétéve megjelent",
        updated: "frissítve módosítva",
    },
    Names {
        code: "ro",
        months: "ianuarie ian | februarie | martie | aprilie | ~mai | iunie | iulie | august | \
            septembrie | octombrie | noiembrie | decembrie",
        weekdays: "luni | marți marţi | miercuri | joi | vineri | sâmbătă | duminică",
        units: "minut minute | oră ore | zi zile | săptămână săptămâni | lună | ani",
        today: "astăzi azi",
        yesterday: "ieri",
        ago_before: "acum",
        ago_after: "",
        links: "la",
        published: "publicat publicată",
        updated: "actualizat actualizată",
    },
    Names {
        code: "el",
        months: "ιανουάριος ιανουαρίου ιαν | φεβρουάριος φεβρουαρίου φεβ | μάρτιος μαρτίου μαρ \
            | απρίλιος απριλίου απρ | μάιος μαΐου μαϊ | ιούνιος ιουνίου ιουν | ιούλιος ιουλίου \
            ιουλ | αύγουστος αυγούστου αυγ | σεπτέμβριος σεπτεμβρίου σεπ | οκτώβριος οκτωβρίου \
            οκτ | νοέμβριος νοεμβρίου νοε | δεκέμβριος δεκεμβρίου δεκ",
        weekdays: "δευτέρα | τρίτη | τετάρτη | πέμπτη | παρασκευή | σάββατο | κυριακή",
        units: "λεπτά λεπτό | ώρες ώρα | ημέρες μέρες | εβδομάδες | μήνες | έτη χρόνια",
        today: "σήμερα",
        yesterday: "χθες",
        ago_before: "πριν",
        ago_after: "πριν",
        links: "στις",
        published: "δημοσιεύθηκε δημοσίευση δημοσιεύτηκε",
        updated: "ενημερώθηκε ενημέρωση",
    },
    Names {
        code: "bg",
        months: "януари | февруари | март | април | май | юни | юли | август | септември | \
            октомври | ноември | декември",
        weekdays: "понеделник | вторник | сряда | четвъртък | петък | събота | неделя",
        units: "минути | часа | дни | седмици | месеца | години",
        today: "днес",
        yesterday: "вчера",
        ago_before: "преди",
        ago_after: "",
        links: "в",
        published: "публикувано публикувана",
        updated: "обновено обновена",
    },
    Names {
        code: "sr",
        months: "januar januara jan | februar februara feb | mart !marta | april aprila apr | \
            maj maja | jun !juna | jul jula | avgust avgusta avg | septembar septembra | \
            oktobar oktobra | novembar novembra | decembar decembra",
        weekdays: "ponedeljak | utorak | sreda | četvrtak | petak | subota | nedelja",
        units: "minuta | sati sata | dana | nedelja | meseci meseca | godina godine",
        today: "danas",
        yesterday: "juče",
        ago_before: "pre",
        ago_after: "",
        links: "u",
        published: "objavljeno",
        updated: "ažurirano",
    },
    Names {
        code: "sr",
        months: "јануар јануара | фебруар фебруара | март марта | април априла | мај маја | \
            јун јуна | јул јула | август августа | септембар септембра | октобар октобра | \
            новембар новембра | децембар децембра",
        weekdays: "понедељак | уторак | среда | четвртак | петак | субота | недеља",
        units: "минута | сати сата | дана | недеља | месеци месеца | година године",
        today: "данас",
        yesterday: "јуче",
        ago_before: "пре",
        ago_after: "",
        links: "у",
        published: "објављено",
        updated: "ажурирано",
    },
    Names {
        code: "hr",
        months: "siječanj siječnja | veljača veljače | ožujak ožujka | travanj travnja | \
            svibanj svibnja | lipanj lipnja | srpanj srpnja | kolovoz kolovoza | rujan rujna | \
            listopad listopada | studeni studenog studenoga | prosinac prosinca",
        weekdays: "ponedjeljak | utorak | srijeda | četvrtak | petak | subota | nedjelja",
        units: "minuta | sati | dana | tjedana tjedna | mjeseci mjeseca | godina godine",
        today: "danas",
        yesterday: "jučer",
        ago_before: "prije",
        ago_after: "",
        links: "u",
        published: "objavljeno",
        updated: "ažurirano",
    },
    Names {
        code: "sl",
        months: "januar januarja | februar februarja | marec marca | april aprila | maj maja | \
            junij junija | julij !julija | avgust avgusta | september septembra | oktober \
            oktobra | november novembra | december decembra",
        weekdays: "ponedeljek | torek | sreda | četrtek | petek | sobota | nedelja",
        units: "minut minutami | ur urami | dnevi | tedni | meseci | leti",
        today: "danes",
        yesterday: "včeraj",
        ago_before: "pred",
        ago_after: "",
        links: "ob",
        published: "objavljeno",
        updated: "posodobljeno",
    },
    Names {
        code: "sk",
        months: "január januára | február februára | marec marca | apríl apríla | máj mája | \
            jún júna | júl júla | august !augusta | september septembra | október októbra | \
            november novembra | december decembra",
        weekdays: "pondelok | utorok | streda | štvrtok | piatok | sobota | nedeľa",
        units: "minút minútami | hodín hodinami | dní dňami | týždňov týždňami | mesiacov \
            mesiacmi | rokov rokmi",
        today: "dnes",
        yesterday: "včera",
        ago_before: "pred",
        ago_after: "",
        links: "o",
        published: "publikované zverejnené",
        updated: "aktualizované upravené",
    },
    Names {
        code: "lt",
        months: "sausis sausio | vasaris vasario | kovas kovo | balandis balandžio | gegužė \
            gegužės | birželis birželio | liepa liepos | rugpjūtis rugpjūčio | rugsėjis \
            rugsėjo | spalis spalio | lapkritis lapkričio | gruodis gruodžio",
        weekdays: "pirmadienis pirmadienį | antradienis antradienį | trečiadienis trečiadienį \
            | ketvirtadienis ketvirtadienį | penktadienis penktadienį | šeštadienis šeštadienį \
            | sekmadienis sekmadienį",
        units: "minutes minučių | valandas valandų | dienas dienų | savaites | mėnesius | metus",
        today: "šiandien",
        yesterday: "vakar",
        ago_before: "prieš",
        ago_after: "",
        links: "d m",
        published: "paskelbta publikuota",
        updated: "atnaujinta",
    },
    Names {
        code: "lv",
        months: "janvāris janvārī | februāris februārī | marts !martā | aprīlis aprīlī | maijs \
            maijā | jūnijs jūnijā | jūlijs jūlijā | augusts !augustā | septembris septembrī | \
            oktobris oktobrī | novembris novembrī | decembris decembrī",
        weekdays: "pirmdiena | otrdiena | trešdiena | ceturtdiena | piektdiena | sestdiena | \
            svētdiena",
        units: "minūtēm | stundām | dienām | nedēļām | mēnešiem | gadiem",
        today: "šodien",
        yesterday: "vakar",
        ago_before: "pirms",
        ago_after: "",
        links: "",
        published: "publicēts",
        updated: "atjaunots atjaunināts",
    },
    Names {
        code: "et",
        months: "jaanuar jaanuaril | veebruar veebruaril | märts märtsil | aprill aprillil | \
            mai | juuni juunil | juuli juulil | august augustil | september septembril | \
            oktoober oktoobril | november novembril | detsember detsembril",
        weekdays: "esmaspäev | teisipäev | kolmapäev | neljapäev | reede | laupäev | pühapäev",
        units: "minutit | tundi tunni | päeva | nädalat | kuud | aastat",
        today: "täna",
        yesterday: "eile",
        ago_before: "",
        ago_after: "tagasi",
        links: "kell",
        published: "avaldatud",
        updated: "uuendatud",
    },
    Names {
        code: "is",
        months: "janúar | febrúar | mars | apríl | maí | júní | júlí | ágúst | september | \
            október | nóvember | desember",
        weekdays: "mánudagur mánudaginn | þriðjudagur þriðjudaginn | miðvikudagur \
            miðvikudaginn | fimmtudagur fimmtudaginn | föstudagur föstudaginn | laugardagur \
            laugardaginn | sunnudagur sunnudaginn",
        units: "mínútum | klukkustundum | dögum | vikum | mánuðum | árum",
        today: "",
        yesterday: "",
        ago_before: "fyrir",
        ago_after: "síðan",
        links: "kl",
        published: "birt",
        updated: "uppfært",
    },
    Names {
        code: "he",
        months: "ינואר בינואר | פברואר בפברואר | מרץ במרץ מרס במרס | אפריל באפריל | מאי במאי | \
            יוני ביוני | יולי ביולי | אוגוסט באוגוסט | ספטמבר בספטמבר | אוקטובר באוקטובר | \
            נובמבר בנובמבר | דצמבר בדצמבר",
        weekdays: " |  |  |  |  |  |",
        units: "דקות | שעות | ימים | שבועות | חודשים | שנים",
        today: "היום",
        yesterday: "אתמול",
        ago_before: "לפני",
        ago_after: "",
        links: "בשעה",
        published: "פורסם",
        updated: "עודכן",
    },
    Names {
        code: "id",
        months: "januari | februari | maret !mac | april | mei | juni jun | juli julai | \
            agustus ogos | september | oktober | november | desember disember",
        weekdays: "senin isnin | selasa | rabu | kamis khamis | jumat jumaat | sabtu | minggu \
            ahad",
        units: "menit minit | jam | hari | pekan | bulan | tahun",
        today: "",
        yesterday: "kemarin semalam",
        ago_before: "",
        ago_after: "lalu",
        links: "pada",
        published: "dipublikasikan diterbitkan tayang",
        updated: "diperbarui dikemaskini",
    },
    Names {
        code: "af",
        months: "januarie | februarie | maart | april | mei | junie | julie | augustus | \
            september | oktober | november | desember",
        weekdays: "maandag | dinsdag | woensdag | donderdag | vrydag | saterdag | sondag",
        units: "minute | ure uur | dae dag | weke | maande | jare jaar",
        today: "vandag",
        yesterday: "gister",
        ago_before: "",
        ago_after: "gelede",
        links: "om",
        published: "gepubliseer",
        updated: "opgedateer",
    },
    Names {
        code: "ca",
        months: "gener | febrer | març | abril | maig | juny | juliol | agost | setembre | \
            octubre | novembre | desembre",
        weekdays: "dilluns | dimarts | dimecres | dijous | divendres | dissabte | diumenge",
        units: "minuts | hores | dies | setmanes | mesos | anys",
        today: "avui",
        yesterday: "ahir",
        ago_before: "fa",
        ago_after: "",
        links: "de del",
        published: "publicat",
        updated: "actualitzat",
    },
    Names {
        code: "hi",
        months: "जनवरी | फरवरी फ़रवरी | मार्च | अप्रैल | मई | जून | जुलाई | अगस्त | \
            सितंबर सितम्बर | अक्टूबर अक्तूबर | नवंबर नवम्बर | दिसंबर दिसम्बर",
        weekdays: "सोमवार | मंगलवार | बुधवार | गुरुवार | शुक्रवार | शनिवार | रविवार",
        units: " |  |  |  |  |",
        today: "आज",
        yesterday: "",
        ago_before: "",
        ago_after: "",
        links: "",
        published: "प्रकाशित",
        updated: "अपडेटेड अपडेट अद्यतन",
    },
    Names {
        code: "bn",
        months: "জানুয়ারি জানুয়ারী | ফেব্রুয়ারি ফেব্রুয়ারী | মার্চ | এপ্রিল | মে | জুন | জুলাই | \
            আগস্ট | সেপ্টেম্বর | অক্টোবর | নভেম্বর | ডিসেম্বর",
        weekdays: "সোমবার | মঙ্গলবার | বুধবার | বৃহস্পতিবার | শুক্রবার | শনিবার | রবিবার",
        units: " |  |  |  |  |",
        today: "আজ",
        yesterday: "গতকাল",
        ago_before: "",
        ago_after: "",
        links: "",
        published: "প্রকাশ প্রকাশিত প্রকাশঃ",
        updated: "আপডেট হালনাগাদ",
    },
    Names {
        code: "ur",
        months: "جنوری | فروری | مارچ | اپریل | مئی | جون | جولائی | اگست | ستمبر | اکتوبر | \
            نومبر | دسمبر",
        weekdays: "پیر | منگل | بدھ | جمعرات | جمعہ | ہفتہ | اتوار",
        units: " |  |  |  |  |",
        today: "آج",
        yesterday: "",
        ago_before: "",
        ago_after: "",
        links: "",
        published: "شائع",
        updated: "اپڈیٹ",
    },
    Names {
        code: "th",
        months: "มกราคม | กุมภาพันธ์ | มีนาคม | เมษายน | พฤษภาคม | มิถุนายน | กรกฎาคม | สิงหาคม | \
            กันยายน | ตุลาคม | พฤศจิกายน | ธันวาคม",
        weekdays: "จันทร์ | อังคาร | พุธ | พฤหัสบดี | ศุกร์ | เสาร์ | อาทิตย์",
        units: " |  |  |  |  |",
        today: "วันนี้",
        yesterday: "เมื่อวาน",
        ago_before: "",
        ago_after: "",
        links: "เวลา",
        published: "เผยแพร่",
        updated: "อัปเดต ปรับปรุง",
    },
    Names {
        code: "vi",
        months: " |  |  |  |  |  |  |  |  |  |  |",
        weekdays: " |  |  |  |  |  |",
        units: " |  |  |  |  |",
        today: "",
        yesterday: "",
        ago_before: "",
        ago_after: "",
        links: "ngày lúc",
        published: "đăng",
        updated: "cập",
    },
    Names {
        code: "ko",
        months: " |  |  |  |  |  |  |  |  |  |  |",
        weekdays: "월요일 | 화요일 | 수요일 | 목요일 | 금요일 | 토요일 | 일요일",
        units: " |  |  |  |  |",
        today: "오늘",
        yesterday: "어제",
        ago_before: "",
        ago_after: "",
        links: "오전",
        published: "입력 등록 게재 승인 기사입력 발행",
        updated: "수정 최종수정 업데이트 기사수정",
    },
];
