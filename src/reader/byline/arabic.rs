//! Names of people in Arabic letters: told from sections and topics by the first name, since the
//! script has no capitals.

/// First names, as they are written in bylines; after the article of a title they are none.
const FIRST: &str = "آدم آمال آمنة آية أحمد أحلام أسامة أسماء أشرف أكرم أماني أمجد أمل أميرة أمين أنس أنور \
    أيمن إبراهيم إسراء إسلام إسماعيل إلياس إيمان ابتسام ابراهيم احمد اسامة باسل باسم بدر براء بسام بشار بشرى \
    بلال تامر توفيق ثائر جابر جاسم جعفر جلال جمال جميل جهاد جواد جورج حاتم حازم حامد حسام حسان حسن حسين حكمت \
    حليمة حمد حمدي حمزة حنان حنين حيدر خالد خديجة خليفة خليل داليا داود دعاء دنيا راشد رامي رانيا ربيع رجاء \
    رحاب رشا رشيد رضا رغد رمضان رنا رند رياض ريم ريما زكريا زهير زياد زيد زينب سارة سالم سامح سامر سامي سحر \
    سعاد سعد سعيد سلطان سلمى سلمان سليم سليمان سمر سمير سميرة سهى سهيل سيف شادي شريف شيماء صابر صادق صالح \
    صفاء صلاح طارق طلال طه عادل عامر عباس عبد عبدالرحمن عبدالعزيز عبدالله عبير عثمان عدنان عزيز عصام عقيل علاء \
    علي عماد عمار عمر عمرو عيسى غادة غسان فاتن فادي فارس فاروق فاطمة فايز فراس فرح فهد فوزي فيصل قاسم قيس كريم \
    كمال لؤي لبنى لطفي لمى ليلى ليث ليان مازن ماجد مالك ماهر مجدي محسن محمد محمود مراد مروان مروة مريم مصطفى \
    معاذ معتز منال منذر منصور منى منير مها مهدي مهند موسى مي ميادة ناجي نادر نادية ناصر نبيل نجلاء نجيب ندى \
    نزار نسرين نضال نعيم نهى نوال نور نورا هادي هاني هالة هدى هشام هناء هند هيثم هيا وائل وجدان وسام وسيم وفاء \
    وليد ياسر ياسين يحيى يزن يسرى يوسف يونس";

/// Whether a text is two to four words, the first of them a first name.
pub fn is_name(text: &str) -> bool {
    let mut words = text.split(' ');
    let count = words.clone().count();
    let first = words.next().unwrap_or_default();
    (2..=4).contains(&count)
        && text.len() <= 80
        && text
            .split(' ')
            .all(|word| !word.is_empty() && is_arabic(word))
        && is_arabic_given_name(first)
}

/// Whether all letters of a word are Arabic ones.
pub fn is_arabic(word: &str) -> bool {
    word.chars().all(|c| ('\u{620}'..='\u{64a}').contains(&c))
}

/// Whether a word is a first name in Arabic letters.
pub fn is_arabic_given_name(word: &str) -> bool {
    FIRST.split_whitespace().any(|name| name == word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_word_is_a_first_name() {
        for name in ["سامي الحداد", "عبد الله خليل", "ليلى منصور"] {
            assert!(is_name(name), "{name}");
        }
        for other in [
            "أخبار محلية",
            "سامي",
            "كرة القدم",
            "سوريا اليوم",
            "سامي 5",
            "محمد: قصة مدينة",
            "",
        ] {
            assert!(!is_name(other), "{other}");
        }
    }
}
