//! Reporters as papers in Korea, Japan and China name them: `김민수 기자`, `[항구일보 김민수 기자]`,
//! `【山田太郎】` below a story, `（山田太郎）` at its end, `记者 李文静`.
//!
//! The Korean word for reporter follows the name; posts and desks stand before it as well, so a name
//! has three syllables of which the first is a family name.  Where brackets hold anything else too,
//! a name begins with a family name that is known.

/// The word for reporter.
const REPORTER: &str = "기자";

/// Family names of one syllable.
const FAMILIES: &str = "김이박최정강조윤장임한오서신권황안송류유전홍고문양손배백허남심노하곽성차주우구나민진지엄채원천방공";

/// Ends of words for desks and teams.
const DESKS: &[char] = &['부', '팀', '실', '국'];

/// Bytes of a line, or of the beginning of a paragraph, in which a reporter is named.
const MAX_LINE: usize = 120;

/// The reporters whom a line names in any of these ways.
pub fn named_reporters(text: &str) -> Vec<String> {
    let ways = [reporters, chinese_reporters, bracketed, japanese_reporters];
    let mut found = ways.into_iter().map(|way| way(text));
    found.find(|names| !names.is_empty()).unwrap_or_default()
}

/// `山田太郎記者`, `山田太郎、佐藤花子記者`
fn japanese_reporters(text: &str) -> Vec<String> {
    const REPORTER: &str = "記者";
    let names = text.strip_suffix(REPORTER);
    let names = names
        .filter(|names| names.len() <= MAX_LINE)
        .map(|names| han_names(names.trim()));
    let names = names.unwrap_or_default();
    let is_name = |name: &&str| {
        JAPANESE
            .split_whitespace()
            .any(|family| name.starts_with(family))
    };
    if names.iter().all(is_name) {
        names.into_iter().map(str::to_owned).collect()
    } else {
        Vec::new()
    }
}

/// The reporters whom a line, or the bracket at the beginning of a paragraph, names.
pub fn reporters(text: &str) -> Vec<String> {
    const ENDS: [char; 3] = [']', ')', '】'];
    // "(석령=항구통신) 김민수 기자 =": the bracket has the town and the agency.
    let line = match text
        .strip_prefix(['[', '(', '【'])
        .map(|inner| inner.split_once(ENDS))
    {
        Some(Some((inner, _))) if inner.contains(REPORTER) => inner,
        Some(Some((_, behind))) => behind,
        _ => text,
    };
    if line.len() > MAX_LINE || !line.contains(REPORTER) {
        return Vec::new();
    }
    let is_border = |c: char| !c.is_alphabetic();
    let mut names: Vec<&str> = Vec::new();
    let mut found: Vec<String> = Vec::new();
    for word in line.split(is_border).filter(|word| !word.is_empty()) {
        let bare = word.strip_suffix(REPORTER);
        if is_name(bare.unwrap_or(word)) {
            names.push(bare.unwrap_or(word));
        }
        if bare.is_some() {
            found.extend(names.drain(..).map(str::to_owned));
        } else if !is_name(word) {
            names.clear();
        }
    }
    found
}

/// Japanese family names, the most frequent ones of two letters.
const JAPANESE: &str = "佐藤 鈴木 高橋 田中 伊藤 渡辺 渡邊 渡部 山本 中村 小林 加藤 吉田 山田 佐々 山口 松本 井上 木村 \
    清水 斎藤 斉藤 齋藤 山崎 池田 阿部 橋本 石川 山下 中島 中嶋 石井 小川 前田 岡田 長谷 藤田 後藤 近藤 村上 \
    遠藤 青木 坂本 福田 太田 西村 藤井 金子 岡本 藤原 中野 三浦 原田 中川 松田 竹内 小野 田村 中山 和田 石田 \
    森田 上田 内田 柴田 酒井 宮崎 横山 高木 安藤 宮本 大野 今井 谷口 高田 丸山 増田 杉山 村田 大塚 新井 藤本 \
    平野 野口 武田 上野 松尾 菅原 久保 千葉 桜井 木下 野村 松井 菊地 菊池 佐野 大西 杉本 岩崎 市川 古川 小島 \
    水野 熊谷 五十 高野 北村 川口 飯田 望月 大久 西田 松岡 東山 川崎 黒田 樋口 服部 永井 辻村 関口 吉川 山内 \
    西川 川村 矢野 広瀬 本田 松下 荒井 中田 大島 早川 秋山 土屋 浅野 松村 荒木 石原 馬場 小山 田口 本間 内藤 \
    吉村 片山 岡崎 尾崎 久保 大橋 白石 栗原 奥村 篠原 小池 須藤 平田 小松 岩田 神田 大谷 河野 三宅 福島 成田";

/// Chinese family names of one letter, in both scripts.
const CHINESE: &str = "王李张張刘劉陈陳杨楊赵趙黄黃周吴吳徐孙孫胡朱高林何郭马馬罗羅梁宋郑鄭谢謝韩韓唐冯馮于董萧蕭程曹\
    袁邓鄧许許傅沈曾彭吕呂苏蘇卢盧蒋蔣蔡贾賈丁魏薛叶葉阎閻余潘杜戴夏钟鍾锺汪田任姜范方石姚谭譚廖邹鄒熊金陆陸\
    郝孔白崔康毛邱秦江史顾顧侯邵孟龙龍万萬段钱錢汤湯尹黎易常武乔喬贺賀赖賴龚龔文";

/// Words before a Chinese name that say that it is the author's.
const REPORTERS: &[&str] = &["记者", "記者", "作者", "撰文"];

/// The names that a Chinese line names as its author's: `来源：海湾晚报 作者：李文静`, `記者
/// 陳怡君／港灣報導`.
pub fn chinese_reporters(text: &str) -> Vec<String> {
    if text.len() > 2 * MAX_LINE {
        return Vec::new();
    }
    let places = REPORTERS
        .iter()
        .filter_map(|word| Some((text.find(word)?, word.len())));
    let Some((at, len)) = places.min() else {
        return Vec::new();
    };
    let rest = text[at + len..].trim_start_matches([' ', '：', ':', '／', '/']);
    let is_border = |c: char| !is_han(c);
    let mut names = Vec::new();
    for part in rest.split(is_border) {
        // "记者李文静报道"
        let ends = ["报道", "報導", "報道", "摄", "攝"];
        let name = ends
            .iter()
            .find_map(|end| part.strip_suffix(end))
            .unwrap_or(part);
        let is_name =
            (2..=3).contains(&name.chars().count()) && name.starts_with(|c| CHINESE.contains(c));
        if !is_name {
            break;
        }
        names.push(name.to_owned());
    }
    names
}

/// The names in round Japanese brackets at the end of a text, if all of them begin with a family
/// name: `…と話した。（山田太郎）`.
pub fn ends_in_names(text: &str) -> Vec<String> {
    /// Ends of posts, places and remarks.
    const OTHERS: &[char] = &[
        '長', '氏', '相', '者', '員', '談', '略', '市', '町', '村', '区', '県', '駅', '線', '家',
        '店', '戦', '杯', '校', '川', '山', '島', '港', '中',
    ];
    let inner = text.strip_suffix(['）', ')']);
    let inner = inner.and_then(|text| text.rsplit_once(['（', '(']));
    let Some((before, inner)) = inner.filter(|(_, inner)| inner.len() <= MAX_LINE) else {
        return Vec::new();
    };
    let is_name = |name: &&str| {
        JAPANESE
            .split_whitespace()
            .any(|family| name.starts_with(family))
            && !name.ends_with(OTHERS)
    };
    let names = han_names(inner);
    // Within a sentence brackets explain it.
    let is_own = before.is_empty() || before.ends_with(['。', '」', '』', ' ']);
    let are_names = is_own && !names.is_empty() && names.iter().all(is_name);
    names
        .into_iter()
        .filter(|_| are_names)
        .map(str::to_owned)
        .collect()
}

/// Whether a text is written in the letters of China, Japan or Korea: a word may be a whole name.
pub fn is_ideographic(text: &str) -> bool {
    !text.is_empty()
        && text
            .chars()
            .all(|c| is_han(c) || ('가'..='힣').contains(&c))
}

fn is_han(c: char) -> bool {
    ('\u{4e00}'..='\u{9fff}').contains(&c) || c == '々'
}

/// Names of three to six Chinese letters, with marks between; none where anything else stands there.
fn han_names(text: &str) -> Vec<&str> {
    let names: Vec<&str> = text.split(['、', '，', '・']).map(str::trim).collect();
    let is_name = |name: &&str| (3..=6).contains(&name.chars().count()) && name.chars().all(is_han);
    if names.iter().all(is_name) {
        names
    } else {
        Vec::new()
    }
}

/// The names in a line that is one pair of Japanese brackets.
pub fn bracketed(text: &str) -> Vec<String> {
    /// Parts of what else stands so: agencies, desks, pictures, honorifics that are left out.
    const OTHERS: &[&str] = &[
        "写真", "共同", "時事", "通信", "新聞", "編集", "取材", "動画", "速報", "提供", "記事",
        "関連", "続き", "敬称", "情報", "担当", "特集", "連載", "部", "局", "社", "版",
    ];
    let inner = text
        .strip_prefix('【')
        .and_then(|inner| inner.strip_suffix('】'));
    let Some(inner) = inner.filter(|inner| inner.len() <= MAX_LINE) else {
        return Vec::new();
    };
    let names = han_names(inner);
    let is_name = |name: &&str| !OTHERS.iter().any(|other| name.contains(other));
    if names.iter().all(is_name) {
        names.into_iter().map(str::to_owned).collect()
    } else {
        Vec::new()
    }
}

fn is_name(word: &str) -> bool {
    word.chars().count() == 3
        && word.starts_with(|c| FAMILIES.contains(c))
        && !word.ends_with(DESKS)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reporter_is_named_before_the_word() {
        for (text, expected) in [
            ("김민수 기자", &["김민수"][..]),
            ("김민수기자 kms@hangu.example", &["김민수"]),
            ("[항구일보 김민수 기자] 나룻배가 멈췄다.", &["김민수"]),
            ("김민수·이영희 기자", &["김민수", "이영희"]),
            ("정치부 기자", &[]),
            ("기자", &[]),
            (
                "(석령=항구통신) 김민수 기자 = 나룻배가 멈췄다.",
                &["김민수"],
            ),
            ("(석령=항구통신) 나룻배가 멈췄다.", &[]),
            ("김민수 시장", &[]),
        ] {
            assert_eq!(reporters(text), expected, "{text}");
        }
    }

    #[test]
    fn chinese_names_behind_a_label() {
        for (text, expected) in [
            ("来源：海湾晚报 作者：李文静 编辑：王强", &["李文静"][..]),
            ("記者 陳怡君／港灣報導", &["陳怡君"]),
            ("本报记者 李文静 王强", &["李文静", "王强"]),
            ("记者李文静报道", &["李文静"]),
            ("记者从镇政府获悉", &[]),
            ("记者节座谈会", &[]),
            ("老码头五月动工", &[]),
        ] {
            assert_eq!(chinese_reporters(text), expected, "{text}");
        }
    }

    #[test]
    fn japanese_names_before_the_word() {
        for (text, expected) in [
            ("山田太郎記者", &["山田太郎"][..]),
            ("佐藤花子、鈴木一郎記者", &["佐藤花子", "鈴木一郎"]),
            ("政治部記者", &[]),
            ("記者", &[]),
            ("山田太郎", &[]),
        ] {
            assert_eq!(named_reporters(text), expected, "{text}");
        }
    }

    #[test]
    fn names_in_round_brackets_at_the_end() {
        for (text, expected) in [
            ("と話した。（山田太郎）", &["山田太郎"][..]),
            ("（佐藤花子、鈴木一郎）", &["佐藤花子", "鈴木一郎"]),
            ("「来年も」と述べた。(田中実里)", &["田中実里"]),
            ("と話した。（共同通信）", &[]),
            ("増えた。（前年同期比）", &[]),
            ("出席した。（山田町長）", &[]),
            ("開かれた。（石川県）", &[]),
            ("優勝した（山田太郎）", &[]),
            ("と話した。（写真は山田選手）", &[]),
            ("と話した。（東京都港区）", &[]),
        ] {
            assert_eq!(ends_in_names(text), expected, "{text}");
        }
    }

    #[test]
    fn names_in_brackets_below_a_story() {
        for (text, expected) in [
            ("【山田太郎】", &["山田太郎"][..]),
            ("【山田太郎、鈴木花】", &["山田太郎", "鈴木花"]),
            ("【関連写真】", &[]),
            ("【敬称略】", &[]),
            ("【山田太郎】ホルムの", &[]),
        ] {
            assert_eq!(bracketed(text), expected, "{text}");
        }
    }
}
