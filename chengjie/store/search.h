// Full text over documents, exactly as grep would count: every two neighbouring characters of a
// line are a word of the index (FTS5), so that a run of characters is found wherever it stands, in
// any script, without knowing words. Letters A to Z match whatever their case. The index lies in
// the ledger's own database, outside the records and the log: it can be made again at any time.
#pragma once
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "chengjie/base/result.h"
#include "chengjie/store/store.h"

namespace chengjie::store {

class SearchIndex {
 public:
  virtual ~SearchIndex() = default;

  // A document's text as UTF-8, by its hash; an Error leaves the document out until it goes.
  using Text = std::function<Result<std::string>(std::string_view hash)>;
  // Puts in what is new among `hashes`, takes out what is not there any more; in small
  // transactions, so that other writers get their turn. `stop` is asked between them.
  virtual Result<Done> sync(std::vector<std::string> const& hashes, Text const& text,
                            std::function<bool()> const& stop) = 0;

  struct Hits {
    std::int64_t total{};             // documents that hold all words
    std::vector<std::string> hashes;  // of the page, those indexed last first
  };
  // `words`: runs of characters that must all occur somewhere in the document; none: no hits.
  virtual Result<Hits> find(std::vector<std::string> const& words, std::int64_t offset,
                            std::int64_t limit) = 0;
  virtual Result<std::int64_t> documents() = 0;  // in the index
};

// A connection of its own; one thread at a time.
Result<std::unique_ptr<SearchIndex>> open_search(std::string const& where);

// The text as the index takes it, and a run of characters as it is asked for; for tests.
std::string bigrams_of(std::string_view utf8);
std::string query_of(std::string_view utf8);

}  // namespace chengjie::store
