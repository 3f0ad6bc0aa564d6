// Word documents: paragraphs, rows of tables, footnotes after the paragraph that refers to them.
// What a reviewer has marked as deleted, hidden text and field codes are left out.
#pragma once
#include "chengjie/files/document.h"
#include "chengjie/files/zip.h"

namespace chengjie::files {

// Pages are those of Word's last layout, where it has left its marks; boxes are unknown.
// bad_input: damaged or no text; limit: kDocumentPartMax, elements nested deeper than kDepthMax.
Result<Document> read_docx(Zip const&);

}  // namespace chengjie::files
