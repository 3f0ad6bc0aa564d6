// The texts of the documents a ledger keeps.
#pragma once
#include "chengjie/answer/contradictions.h"
#include "chengjie/store/store.h"

namespace chengjie::answer {

// As UTF-8; documents that are not text are left out.
Result<std::vector<DocumentText>> document_texts(store::Store&, Book const&);

}  // namespace chengjie::answer
