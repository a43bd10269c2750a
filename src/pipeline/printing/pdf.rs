//! What a browser wrote.

use crate::pipeline::printing::failure::Failure;

/// What a PDF begins with.
const SIGNATURE: &[u8] = b"%PDF-";

/// What was printed, if it is a PDF.
pub(crate) fn checked(pdf: Vec<u8>) -> Result<Vec<u8>, Failure> {
    match pdf.starts_with(SIGNATURE) {
        true => Ok(pdf),
        false => Err(Failure::Broken("what it wrote is no PDF".to_owned())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_pdf_is_refused() {
        assert_eq!(checked(b"%PDF-1.7".to_vec()), Ok(b"%PDF-1.7".to_vec()));
        assert!(checked(b"<html>".to_vec()).is_err());
        assert!(checked(Vec::new()).is_err());
    }
}
