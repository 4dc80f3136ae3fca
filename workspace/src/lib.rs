//! Nothing: only the features in the manifest count.
