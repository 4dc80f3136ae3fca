//! A short list of variables: those to which one field was assigned.

use std::fmt;
use std::ops::Deref;

use crate::model::Variable;

/// A list of variables, which dereferences to a slice.
///
/// Nearly every field is assigned to at most one variable, and readers make such a list for each
/// field. So up to six variables are stored inline, without an allocation.
#[derive(Clone)]
pub(crate) struct Variables(List);

#[derive(Clone)]
enum List {
    Few { count: u8, list: [Variable; Variables::FEW] },
    Many(Box<[Variable]>),
}

impl Variables {
    /// The number of variables that are stored inline, here and in the origin of a field.
    pub(crate) const FEW: usize = 6;

    /// Creates an empty list.
    pub(crate) const fn new() -> Self {
        Variables(List::Few { count: 0, list: [Variable::Abstract; Variables::FEW] })
    }

    /// Adds a variable at the end.
    pub(crate) fn push(&mut self, variable: Variable) {
        if let List::Few { count, list } = &mut self.0
            && let Some(place) = list.get_mut(usize::from(*count))
        {
            *place = variable;
            *count += 1;
            return;
        }
        let all = self.iter().copied().chain([variable]).collect();
        self.0 = List::Many(all);
    }

    /// Removes a variable, wherever it is in the list.
    pub(crate) fn remove(&mut self, variable: Variable) {
        *self = self.iter().copied().filter(|it| *it != variable).collect();
    }
}

impl Deref for Variables {
    type Target = [Variable];

    fn deref(&self) -> &[Variable] {
        match &self.0 {
            List::Few { count, list } => list.get(..usize::from(*count)).unwrap_or_default(),
            List::Many(all) => all,
        }
    }
}

impl FromIterator<Variable> for Variables {
    fn from_iter<T: IntoIterator<Item = Variable>>(variables: T) -> Self {
        let mut list = Variables::new();
        variables.into_iter().for_each(|variable| list.push(variable));
        list
    }
}

impl Default for Variables {
    fn default() -> Self {
        Variables::new()
    }
}

impl PartialEq for Variables {
    fn eq(&self, other: &Self) -> bool {
        **self == **other
    }
}

impl Eq for Variables {}

impl fmt::Debug for Variables {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.iter()).finish()
    }
}

#[cfg(test)]
mod tests {
    use super::Variables;
    use crate::model::Variable;

    #[test]
    fn few_and_many_are_lists_alike() {
        let all = &Variable::ALL[..Variables::FEW + 2];
        let mut list = Variables::new();
        for (count, variable) in all.iter().enumerate() {
            assert_eq!(*list, all[..count]);
            list.push(*variable);
        }
        assert_eq!(*list, *all);
        for variable in &all[1..] {
            list.remove(*variable);
        }
        assert_eq!(*list, all[..1]);
    }

    #[test]
    fn a_list_takes_two_words() {
        assert_eq!(size_of::<Variables>(), 16);
    }
}
