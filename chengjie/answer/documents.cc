#include "chengjie/answer/documents.h"

namespace chengjie::answer {

Result<std::vector<DocumentText>> document_texts(store::Store& store, Book const& book) {
  auto texts = std::vector<DocumentText>{};
  for (auto const& record : book.all("documents")) {
    auto blob = store.blob(record.key);
    if (!blob) { return blob.error(); }
    if (*blob) { texts.push_back({record.key, record.text("name"), std::move((*blob)->bytes)}); }
  }
  return texts;
}

}  // namespace chengjie::answer
