//! Offsets in a text to offsets in the file that it was decoded from.

/// Where each part of a decoded text lies in its file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct DiskOffsets {
    /// Ordered by place; the first begins at 0, and each goes up to the next.
    runs: Vec<Run>,
}

/// Characters that take the same number of bytes in the text and the same in the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Run {
    /// Where it begins in the text.
    text: u32,
    /// Where it begins in the file.
    disk: u64,
    /// How many bytes of the text a character takes, and how many of the file.
    widths: (u8, u8),
}

impl DiskOffsets {
    /// A text whose first byte lies at `mark` in the file, the length of its byte order mark, and
    /// which is the same in both from there on.
    pub(crate) fn after(mark: u64) -> Self {
        DiskOffsets { runs: vec![Run { text: 0, disk: mark, widths: (1, 1) }] }
    }

    /// Notes that the characters from `text` on take `widths` bytes each, of the text and of the
    /// file, up to the next one noted.
    ///
    /// Places are noted in ascending order.
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
    /// *Units*: bytes. It takes time that grows with the logarithm of the text's length.
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
