//! Converts offsets in a text to offsets in the file that it was decoded from.

/// The position of each part of a decoded text in its file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct DiskOffsets {
    /// Ordered by position. The first run begins at 0, and each extends to the next.
    runs: Vec<Run>,
}

/// Consecutive characters that take the same number of bytes, in the text and in the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Run {
    /// Where the run begins in the text.
    text: u32,
    /// Where the run begins in the file.
    disk: u64,
    /// The number of bytes of each character in the text and in the file.
    widths: (u8, u8),
}

impl DiskOffsets {
    /// A text that begins after a byte order mark of `mark` bytes and is otherwise the same in the
    /// file.
    pub(crate) fn after(mark: u64) -> Self {
        DiskOffsets { runs: vec![Run { text: 0, disk: mark, widths: (1, 1) }] }
    }

    /// Records that the characters from `text` on take `widths` bytes each, in the text and in the
    /// file, up to the next recorded position.
    ///
    /// Positions must be recorded in ascending order.
    pub(super) fn note(&mut self, text: usize, widths: (u8, u8)) {
        let Some(last) = self.runs.last_mut() else { return };
        if last.widths == widths {
            return;
        }
        let run = Run { text: text as u32, disk: last.disk_of(text as u32), widths };
        if last.text == run.text {
            *last = run;
        } else {
            self.runs.push(run);
        }
    }

    /// The offset in the file of a character that begins at `text`, or of the end of the text.
    ///
    /// *Units*: bytes. Takes time proportional to the logarithm of the text's length.
    pub(crate) fn disk_offset(&self, text: u32) -> u64 {
        let next = self.runs.partition_point(|run| run.text <= text);
        self.runs.get(next.wrapping_sub(1)).map_or(u64::from(text), |run| run.disk_of(text))
    }
}

impl Run {
    fn disk_of(&self, text: u32) -> u64 {
        let characters = u64::from(text - self.text) / u64::from(self.widths.0);
        self.disk + characters * u64::from(self.widths.1)
    }
}
