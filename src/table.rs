//! Enums whose variants are the rows of a table, so that what is known of each is said in one place.

/// Declares an enum and its table: `table! { pub enum Format: Row { Plain => Row { … }, … } }`.
///
/// Beside the derives that values have, the enum gets `all()`, its variants in the order of the
/// table, and `row()`.
macro_rules! table {
    ($(#[$meta:meta])* $vis:vis enum $name:ident: $row:ty {
        $($(#[$doc:meta])* $id:ident => $value:expr,)*
    }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        $vis enum $name {
            $($(#[$doc])* $id,)*
        }

        impl $name {
            /// All of them, in the order of the documentation.
            $vis const fn all() -> &'static [$name] {
                &[$($name::$id),*]
            }

            /// What is known of it.
            fn row(self) -> &'static $row {
                match self {
                    $($name::$id => {
                        static ROW: $row = $value;
                        &ROW
                    })*
                }
            }
        }
    };
}
pub(crate) use table;
