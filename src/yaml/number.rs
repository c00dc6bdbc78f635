//! Numbers of the core schema, written as JavaScript writes them.
//!
//! Converting text to a float and back is exact in the standard library and large in
//! WebAssembly, so this works on the decimal digits. That is exact for numbers of up to
//! fifteen significant digits, unless they are tiny (below 1e-307), and for all integers below
//! 2^64. A longer number is rounded to seventeen digits, of which JavaScript may print fewer.

/// What JavaScript's `String` makes of the number, or `None` if it is none.
pub(super) fn read(text: &str) -> Option<String> {
    let (negative, body) = match text.as_bytes().first()? {
        b'-' => (true, &text[1..]),
        b'+' => (false, &text[1..]),
        _ => (false, text),
    };
    let mut number = match body {
        ".inf" | ".Inf" | ".INF" => "Infinity".to_owned(),
        ".nan" | ".NaN" | ".NAN" if body.len() == text.len() => return Some("NaN".to_owned()),
        _ => magnitude(body)?,
    };
    if negative && number != "0" {
        number.insert(0, '-');
    }
    Some(number)
}

fn magnitude(text: &str) -> Option<String> {
    if let Some(digits) = text.strip_prefix("0x") {
        return radix(digits, 16);
    }
    if let Some(digits) = text.strip_prefix("0o") {
        return radix(digits, 8);
    }
    let bytes = text.as_bytes();
    let whole = digits(bytes);
    let mut at = whole;
    let mut fraction = 0;
    if bytes.get(at) == Some(&b'.') {
        fraction = digits(&bytes[at + 1..]);
        at += 1 + fraction;
    }
    // A point needs digits on one side at least: before it any, behind it only if none are before.
    if whole == 0 && fraction == 0 {
        return None;
    }
    let mut exponent = 0i64;
    let mantissa = at;
    if matches!(bytes.get(at), Some(b'e' | b'E')) {
        at += 1;
        let minus = bytes.get(at) == Some(&b'-');
        if matches!(bytes.get(at), Some(b'-' | b'+')) {
            at += 1;
        }
        let len = digits(&bytes[at..]);
        if len == 0 {
            return None;
        }
        for digit in &bytes[at..at + len] {
            exponent = (exponent * 10 + i64::from(digit - b'0')).min(1_000_000_000_000);
        }
        if minus {
            exponent = -exponent;
        }
        at += len;
    }
    if at != bytes.len() {
        return None;
    }
    let mut significant: Vec<u8> = bytes[..mantissa].iter().copied().filter(|byte| *byte != b'.').collect();
    let zeros = significant.iter().take_while(|digit| **digit == b'0').count();
    significant.drain(..zeros);
    let point = whole as i64 - zeros as i64 + exponent;
    if significant.len() > 15 && point == significant.len() as i64 && point < 20 {
        // An integer that a `u64` holds: there the shortest form can be found exactly.
        let value = significant.iter().fold(0u64, |value, digit| value * 10 + u64::from(digit - b'0'));
        return Some(integer(value));
    }
    Some(decimal(significant, point, 17))
}

/// How many digits the text begins with.
fn digits(text: &[u8]) -> usize {
    text.iter().take_while(|byte| byte.is_ascii_digit()).count()
}

/// A hexadecimal or octal integer; one beyond 64 bits is text to the host.
fn radix(digits: &str, radix: u32) -> Option<String> {
    let mut value = 0u64;
    for digit in digits.chars() {
        value = value.checked_mul(u64::from(radix))?.checked_add(u64::from(digit.to_digit(radix)?))?;
    }
    (!digits.is_empty()).then(|| integer(value))
}

/// The shortest digits that name the same float as `value`.
fn integer(value: u64) -> String {
    let float = value as f64;
    // From here on the float itself; what is written may lie between two.
    let value = float as u64;
    let mut zeros = if value > 1 << 53 { 4 } else { 0 };
    loop {
        let step = 10u64.pow(zeros);
        let nearest = value / step + u64::from(value % step * 2 > step);
        // Beyond 64 bits is 2^64 only, and there the product of floats is good enough.
        let rounded = nearest.checked_mul(step).map_or(nearest as f64 * step as f64, |rounded| rounded as f64);
        if zeros == 0 || rounded == float {
            let digits = nearest.to_string().into_bytes();
            let point = digits.len() as i64 + i64::from(zeros);
            return decimal(digits, point, 20);
        }
        zeros -= 1;
    }
}

/// Writes `0.DIGITS` times ten to the `point` as JavaScript does, rounded to `max` digits.
fn decimal(mut digits: Vec<u8>, mut point: i64, max: usize) -> String {
    if digits.len() > max {
        let up = digits[max] >= b'5';
        digits.truncate(max);
        if up {
            let nines = digits.iter().rev().take_while(|digit| **digit == b'9').count();
            digits.truncate(max - nines);
            match digits.last_mut() {
                Some(digit) => *digit += 1,
                None => {
                    digits.push(b'1');
                    point += 1;
                }
            }
        }
    }
    let zeros = digits.iter().rev().take_while(|digit| **digit == b'0').count();
    digits.truncate(digits.len() - zeros);
    if digits.is_empty() || point < -323 {
        return "0".to_owned();
    }
    if point > 309 || (point == 309 && digits.as_slice() >= b"17976931348623159".as_slice()) {
        return "Infinity".to_owned();
    }
    let len = digits.len() as i64;
    let mut out = String::new();
    let mut push = |bytes: &[u8]| out.extend(bytes.iter().map(|byte| char::from(*byte)));
    if (1..=21).contains(&point) {
        let whole = point.min(len) as usize;
        push(&digits[..whole]);
        for _ in len..point {
            push(b"0");
        }
        if point < len {
            push(b".");
            push(&digits[whole..]);
        }
    } else if (-5..=0).contains(&point) {
        push(b"0.");
        for _ in point..0 {
            push(b"0");
        }
        push(&digits);
    } else {
        push(&digits[..1]);
        if len > 1 {
            push(b".");
            push(&digits[1..]);
        }
        push(if point > 0 { b"e+" } else { b"e-" });
        push((point - 1).unsigned_abs().to_string().as_bytes());
    }
    out
}

#[cfg(test)]
mod tests {
    use super::read;

    #[test]
    fn writes_numbers_as_javascript() {
        for (text, number) in [
            ("0", "0"),
            ("-0", "0"),
            ("007", "7"),
            ("+12", "12"),
            ("1.50", "1.5"),
            ("5.", "5"),
            (".5", "0.5"),
            ("-.5e1", "-5"),
            ("1e3", "1000"),
            ("1e21", "1e+21"),
            ("1e20", "100000000000000000000"),
            ("0.000001", "0.000001"),
            ("1e-7", "1e-7"),
            ("12345e-9", "0.000012345"),
            ("1e400", "Infinity"),
            ("-1e400", "-Infinity"),
            ("1e-400", "0"),
            ("0x1F", "31"),
            ("-0o17", "-15"),
            ("9007199254740993", "9007199254740992"),
            ("0xffffffffffffffff", "18446744073709552000"),
            ("0xfffffffffffffff", "1152921504606847000"),
            ("995790328921840110", "995790328921840100"),
            ("469749585859026375", "469749585859026370"),
            (".inf", "Infinity"),
            ("-.INF", "-Infinity"),
            (".NaN", "NaN"),
        ] {
            assert_eq!(read(text).as_deref(), Some(number), "{text}");
        }
    }

    #[test]
    fn leaves_text_alone() {
        for text in [
            "",
            "-",
            "+",
            ".",
            "e1",
            "1e",
            "1.2.3",
            "-.nan",
            "0x",
            "0xg",
            "0b1",
            "1_0",
            "0o8",
            "--1",
            "0xffffffffffffffffff",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
