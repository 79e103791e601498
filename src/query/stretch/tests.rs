//! The arithmetic of proximity, on small numbers.

use super::*;

fn words(positions: &[u32]) -> Vec<Stretch> {
    positions.iter().map(|p| Stretch::new(*p, *p)).collect()
}

fn pairs(list: &[(u32, u32)]) -> Vec<Stretch> {
    list.iter()
        .map(|(first, last)| Stretch::new(*first, *last))
        .collect()
}

/// What is compared: where stretches begin and end.
fn bounds(list: &[Stretch]) -> Vec<Stretch> {
    list.iter().map(|s| Stretch::new(s.first, s.last)).collect()
}

#[test]
fn all_near_pairs_are_matches() {
    let mut out = Vec::new();
    near(
        &words(&[0, 2, 20]),
        &words(&[1, 4]),
        3,
        Order::Any,
        &mut out,
    );
    assert_eq!(bounds(&out), pairs(&[(0, 1), (1, 2), (2, 4)]));
    out.clear();
    near(
        &words(&[0, 2]),
        &words(&[1, 4]),
        3,
        Order::LeftFirst,
        &mut out,
    );
    assert_eq!(bounds(&out), pairs(&[(0, 1), (2, 4)]));
}

#[test]
fn a_word_is_not_near_itself() {
    let mut out = Vec::new();
    near(&words(&[3]), &words(&[3]), 5, Order::Any, &mut out);
    assert_eq!(out, []);
    near(&words(&[3]), &pairs(&[(2, 3)]), 5, Order::Any, &mut out);
    assert_eq!(out, []);
}

#[test]
fn units_are_not_crossed() {
    let mut out = Vec::new();
    same(
        &words(&[1, 4]),
        &words(&[3, 6]),
        &[0, 3, 6],
        Order::Any,
        &mut out,
    );
    assert_eq!(bounds(&out), pairs(&[(3, 4)]));
    out.clear();
    not_same(
        &words(&[1, 4]),
        &words(&[3, 6]),
        &[0, 3, 6],
        Order::Any,
        &mut out,
    );
    assert_eq!(bounds(&out), words(&[1]));
}

#[test]
fn what_overlaps_is_near_unless_it_lies_inside() {
    let mut out = Vec::new();
    // machado NOT W/5 "maria machado"
    not_near(&words(&[1, 9]), &pairs(&[(0, 1)]), 5, Order::Any, &mut out);
    assert_eq!(bounds(&out), words(&[9]));
    out.clear();
    // "maria machado" NOT W/5 machado
    not_near(&pairs(&[(0, 1)]), &words(&[1]), 5, Order::Any, &mut out);
    assert_eq!(bounds(&out), pairs(&[(0, 1)]));
}

#[test]
fn a_third_may_stand_between_two() {
    // harbour 0, mayor 4, ribbon 8, pier 6
    let word = |at: u32| words(&[at]);
    let joined = |left: &[Stretch], right: &[Stretch], order| {
        let mut out = Vec::new();
        near(left, right, 10, order, &mut out);
        out
    };
    let two = joined(&word(0), &word(8), Order::Any);
    let three = joined(&two, &word(4), Order::Any);
    assert_eq!(bounds(&three), pairs(&[(0, 8)]));
    let four = joined(&word(6), &three, Order::Any);
    assert_eq!(bounds(&four), pairs(&[(0, 8)]));
    // Every word was there before.
    for taken in [0, 4, 6, 8] {
        assert_eq!(joined(&four, &word(taken), Order::Any), []);
    }
    // Not in order, and not where part of it would be shared.
    assert_eq!(joined(&two, &word(4), Order::LeftFirst), []);
    assert_eq!(joined(&two, &pairs(&[(7, 8)]), Order::Any), []);
    let mut out = Vec::new();
    not_near(&two, &word(4), 10, Order::Any, &mut out);
    assert_eq!(out, []);
    not_near(&two, &word(4), 10, Order::LeftFirst, &mut out);
    assert_eq!(bounds(&out), pairs(&[(0, 8)]));
    out.clear();
    let starts = [0, 9];
    same(&two, &word(4), &starts, Order::Any, &mut out);
    assert_eq!(bounds(&out), pairs(&[(0, 8)]));
    out.clear();
    not_same(&two, &word(4), &starts, Order::Any, &mut out);
    assert_eq!(out, []);
}

#[test]
fn innermost_and_shortest() {
    let mut list = pairs(&[(0, 5), (0, 9), (2, 5), (7, 8), (7, 9)]);
    keep_innermost(&mut list);
    assert_eq!(list, pairs(&[(2, 5), (7, 8)]));
    let mut list = pairs(&[(0, 5), (0, 9), (2, 5), (7, 9)]);
    keep_shortest(&mut list);
    assert_eq!(list, pairs(&[(0, 5), (2, 5), (7, 9)]));
}

#[test]
fn a_crowd_keeps_its_shortest_matches() {
    let left: Vec<u32> = (0..1000).step_by(2).collect();
    let right: Vec<u32> = (1..1000).step_by(2).collect();
    let mut out = Vec::new();
    near(&words(&left), &words(&right), 500, Order::Any, &mut out);
    assert!(out.len() <= 2 * 1000, "{}", out.len());
    assert!(bounds(&out).starts_with(&pairs(&[(0, 1), (1, 2)])));
}

#[test]
fn slop_counts_shifts_and_uses_no_word_twice() {
    let check = |slots: &[(u32, &[u32])], slop, expected: &[(u32, u32)]| {
        let slots: Vec<(u32, Vec<u32>)> = slots.iter().map(|(i, p)| (*i, p.to_vec())).collect();
        let mut out = Vec::new();
        sloppy(&slots, slop, &mut out);
        assert_eq!(bounds(&out), pairs(expected), "{slots:?} {slop}");
    };
    // A reversal costs 2.
    check(&[(0, &[1]), (1, &[0])], 1, &[]);
    check(&[(0, &[1]), (1, &[0])], 2, &[(0, 1)]);
    check(&[(0, &[0]), (1, &[3])], 1, &[]);
    check(&[(0, &[0]), (1, &[3])], 2, &[(0, 3)]);
    // "a a"~2 needs two of them.
    check(&[(0, &[4]), (1, &[4])], 2, &[]);
    check(&[(0, &[4, 6]), (1, &[4, 6])], 2, &[(4, 6)]);
    // "a * b"
    check(&[(0, &[0]), (2, &[1])], 1, &[(0, 1)]);
}
