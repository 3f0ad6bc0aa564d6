// Reading for a ledger: bytes and a name to what the ledger keeps of them. The same bytes are the
// same document, whatever their names; a newer version of a document takes the place of the older,
// whose facts leave the book (the change log keeps them). The command `read` and an upload to the
// server both come through here.
#pragma once
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "chengjie/answer/documents/corrections.h"
#include "chengjie/files/document.h"
#include "chengjie/ledger/book.h"
#include "chengjie/reading/reader.h"
#include "chengjie/store/store.h"

namespace chengjie::answer {

inline constexpr auto kSuperseded = "superseded";  // key: SHA-256; documents that were replaced
inline constexpr auto kReadings = "readings";      // key: SHA-256; what was made of a document

struct ReadFile {
  std::string hash;  // of the bytes
  std::string name;
  files::Document document;
  reading::Reading reading;  // evidence names the hash and the name; corrections laid over it
};

struct ReadOptions {
  std::optional<Date> date;  // of the document, where it does not say
  bool why{};
  bool facts_only{};  // no entities, relations, clauses: more than twice as fast
};

class Library {
 public:
  Library() = default;  // knows nothing: no gazetteer, no documents
  // What the ledger knows that bears on reading: names, documents, corrections. Memory: the names
  // and 200 bytes a document; never the facts.
  static Result<Library> open(store::Store&);

  // Safe to call from many threads at once, while keep() runs too.
  Result<ReadFile> read(std::string_view bytes, std::string_view name, ReadOptions const&) const;
  // Value, unit, bound and evidence only; five times as fast.
  static Result<std::vector<Figure>> quantities(std::string_view bytes, std::string_view name);

  bool knows(std::string_view hash) const { return documents_.contains(hash); }
  std::set<std::string> hashes() const;  // of all documents, superseded ones too

  // What keeping would change, and what to tell the user; nothing is written.
  struct Plan {
    std::vector<std::pair<std::string, store::Blob>> blobs;  // by hash
    std::vector<store::Change> changes;
    std::vector<std::string> notes;       // Chinese sentences
    std::vector<std::string> superseded;  // hashes
  };
  // `replaces`: hash (8 characters or more) or name of the document that this one replaces; "" lets
  // name and likeness decide. not_found when it names none.
  Result<Plan> plan(store::Store&, ReadFile const&, std::string_view bytes,
                    std::string_view replaces = {}) const;
  // Writes it as one change. The notes are the plan's.
  Result<std::vector<std::string>> keep(store::Store&, ReadFile const&, std::string_view bytes,
                                        store::Stamp const&, std::string_view replaces = {});

 private:
  struct Known {
    std::string name;
    bool current{};
  };
  Result<std::vector<std::string>> replaced_by(store::Store&, ReadFile const&,
                                               std::string_view bytes,
                                               std::string_view replaces) const;

  void forget(std::string const& hash);

  std::vector<reading::Name> gazetteer_;
  Corrections corrections_;
  std::map<std::string, Known, std::less<>> documents_;         // by hash
  std::multimap<std::string, std::string, std::less<>> names_;  // to hashes
};

// Names that the ledger knows, for the reader.
std::vector<reading::Name> gazetteer_of(Book const&);

// How much of the shorter text stands in the longer, 0 to 1, by runs of four characters.
double likeness(std::string_view utf8, std::string_view other);

}  // namespace chengjie::answer
