/// Stands before a character that from there on is the second of two.
const SECOND: char = '\u{1}';

/// The greatest distance that is written as the character before all letters and digits that comes next to it.
const NEAR: u32 = 0x2e;

/// What others are written behind, so that none of them falls on a code that is no character.
const FAR: u32 = 0x680;

/// A name and the one or two characters that it stands for.
type Entity<'a> = (&'a str, char, Option<char>);

/// Takes the first row off: a name, and how far what it stands for is from that of the row before.
fn row<'a>(rows: &mut &'a str, code: &mut u32, second: &mut Option<char>) -> Option<Entity<'a>> {
    if let Some(marked) = rows.strip_prefix(SECOND) {
        let mut chars = marked.chars();
        (*code, *second) = (0, chars.next());
        *rows = chars.as_str();
    }
    let (name, rest) = rows.split_at(rows.bytes().position(|byte| !byte.is_ascii_alphanumeric())?);
    let mut chars = rest.chars();
    let distance = u32::from(chars.next()?);
    *code += distance - if distance <= NEAR + 1 { 1 } else { FAR };
    *rows = chars.as_str();
    Some((name, char::from_u32(*code)?, *second))
}

/// All rows, so that each is found without looking at many others.
struct Table<'a>(Vec<Vec<Entity<'a>>>);

impl<'a> Table<'a> {
    fn new(mut rows: &'a str) -> Table<'a> {
        let (mut code, mut second) = (0, None);
        let mut table = Table(vec![Vec::new(); 256]);
        while let Some(entity) = row(&mut rows, &mut code, &mut second) {
            table.0[Table::place(entity.0.as_bytes())].push(entity);
        }
        table
    }

    /// Names with the same one are beside each other.
    fn place(name: &[u8]) -> usize {
        usize::from(name.iter().fold(0_u8, |sum, byte| sum.wrapping_mul(31).wrapping_add(*byte)))
    }

    /// What the entity called `name` stands for.
    fn find(&self, name: &[u8]) -> Option<String> {
        let (_, first, second) = self.0[Table::place(name)].iter().find(|entity| entity.0.as_bytes() == name)?;
        Some([Some(*first), *second].into_iter().flatten().collect())
    }
}
