#include "chengjie/store/search.h"

#include <algorithm>
#include <set>

#include "chengjie/store/sqlite/database.h"
#include "chengjie/text/chars.h"

namespace chengjie::store {
namespace {

constexpr auto kAtOnce = std::size_t{40};  // documents in one transaction
constexpr auto kDigits = std::string_view{"0123456789abcdefghijklmnopqrstuvwxyz"};
constexpr auto kCharWidth = 4;  // 36^4 is more than there are characters

void append_char(std::string& to, char32_t c) {
  char text[kCharWidth];
  auto rest = static_cast<std::uint32_t>(c);
  for (auto i = kCharWidth; i-- > 0; rest /= 36) { text[i] = kDigits[rest % 36]; }
  to.append(text, kCharWidth);
}

std::u32string folded(std::string_view utf8) {
  auto text = text::utf32(utf8);
  for (auto& c : text) {
    if (c >= U'A' && c <= U'Z') { c += 32; }
  }
  return text;
}

bool is_line_end(char32_t c) { return c == U'\n' || c == U'\r'; }

// Two neighbours as one word: letters and digits only, whatever the characters are, so that the
// tokenizer of FTS5 leaves it whole.
std::string pairs_of(std::u32string const& text) {
  auto words = std::string{};
  words.reserve(text.size() * (2 * kCharWidth + 1));
  for (auto i = std::size_t{0}; i + 1 < text.size(); ++i) {
    // A line's last character pairs with its end, so that it can be asked for alone.
    if (is_line_end(text[i])) { continue; }
    append_char(words, text[i]);
    append_char(words, is_line_end(text[i + 1]) ? U'\n' : text[i + 1]);
    words += ' ';
  }
  return words;
}

class SqliteSearch final : public SearchIndex {
 public:
  SqliteSearch(std::unique_ptr<soci::session> sql, std::string where)
      : sql_(std::move(sql)), where_(std::move(where)) {}

  Result<Done> prepare() {
    return guarded<Done>([&]() -> Result<Done> {
      *sql_ << "CREATE TABLE IF NOT EXISTS search_document (id INTEGER PRIMARY KEY AUTOINCREMENT, "
               "hash TEXT NOT "
               "NULL UNIQUE, readable INTEGER NOT NULL)";
      // Without the text itself, which the ledger has already; positions are kept for runs.
      *sql_ << "CREATE VIRTUAL TABLE IF NOT EXISTS search_text USING fts5(words, content='', "
               "tokenize='ascii')";
      return kDone;
    });
  }

  Result<Done> sync(std::vector<std::string> const& hashes, Text const& text,
                    std::function<bool()> const& stop) override {
    auto const there = guarded<std::set<std::string>>([&] { return indexed(); });
    if (!there) { return there.error(); }
    auto const wanted = std::set<std::string>(hashes.begin(), hashes.end());
    auto fresh = std::vector<std::string>{}, gone = std::vector<std::string>{};
    std::set_difference(wanted.begin(), wanted.end(), there->begin(), there->end(),
                        std::back_inserter(fresh));
    std::set_difference(there->begin(), there->end(), wanted.begin(), wanted.end(),
                        std::back_inserter(gone));
    if (auto const done = in_portions(gone, stop, [&](auto const& hash) { drop(hash, text); });
        !done) {
      return done;
    }
    return in_portions(fresh, stop, [&](auto const& hash) { add(hash, text); });
  }

  Result<Hits> find(std::vector<std::string> const& words, std::int64_t offset,
                    std::int64_t limit) override {
    return guarded<Hits>([&]() -> Result<Hits> {
      auto query = std::string{};
      for (auto const& word : words) { query += (query.empty() ? "" : " AND ") + query_of(word); }
      auto hits = Hits{};
      if (query.empty()) { return hits; }
      auto total = 0LL;
      *sql_ << "SELECT COUNT(*) FROM search_text WHERE search_text MATCH :q", soci::use(query),
          soci::into(total);
      hits.total = total;
      auto hash = std::string{};
      auto const from = static_cast<long long>(offset);
      auto const most = static_cast<long long>(limit);
      auto select = soci::statement(
          (sql_->prepare << "SELECT d.hash FROM search_text t JOIN search_document d ON d.id = "
                            "t.rowid WHERE search_text MATCH :q ORDER BY t.rowid DESC LIMIT :l "
                            "OFFSET :o",
           soci::use(query), soci::use(most), soci::use(from), soci::into(hash)));
      select.execute();
      while (select.fetch()) { hits.hashes.push_back(hash); }
      return hits;
    });
  }

  Result<std::int64_t> documents() override {
    return guarded<std::int64_t>([&]() -> Result<std::int64_t> {
      auto count = 0LL;
      *sql_ << "SELECT COUNT(*) FROM search_document", soci::into(count);
      return std::int64_t{count};
    });
  }

 private:
  template <class T, class F>
  Result<T> guarded(F const& body) {
    try {
      return body();
    } catch (std::exception const& e) { return error_of(e, where_); }
  }

  template <class F>
  Result<Done> in_portions(std::vector<std::string> const& hashes,
                           std::function<bool()> const& stop, F const& body) {
    for (auto at = std::size_t{0}; at < hashes.size() && !stop(); at += kAtOnce) {
      auto const done = guarded<Done>([&]() -> Result<Done> {
        auto whole = soci::transaction{*sql_};
        for (auto i = at; i != std::min(at + kAtOnce, hashes.size()); ++i) { body(hashes[i]); }
        whole.commit();
        return kDone;
      });
      if (!done) { return done; }
    }
    return kDone;
  }

  Result<std::set<std::string>> indexed() {
    auto hashes = std::set<std::string>{};
    auto hash = std::string{};
    auto select =
        soci::statement((sql_->prepare << "SELECT hash FROM search_document", soci::into(hash)));
    select.execute();
    while (select.fetch()) { hashes.insert(hash); }
    return hashes;
  }

  void add(std::string const& hash, Text const& text) {
    auto const read = text(hash);
    auto const readable = static_cast<int>(read.ok());
    // Another process may have been here meanwhile.
    *sql_ << "INSERT OR IGNORE INTO search_document (hash, readable) VALUES (:h, :r)",
        soci::use(hash), soci::use(readable);
    auto added = 0;
    *sql_ << "SELECT changes()", soci::into(added);
    if (added == 0 || !read) { return; }
    auto const id = id_of(hash);
    auto const words = bigrams_of(*read);
    *sql_ << "INSERT INTO search_text (rowid, words) VALUES (:i, :w)", soci::use(id),
        soci::use(words);
  }

  // An index without content forgets a text only when it is told the text.
  void drop(std::string const& hash, Text const& text) {
    auto readable = 0;
    auto const id = id_of(hash);
    *sql_ << "SELECT readable FROM search_document WHERE hash = :h", soci::use(hash),
        soci::into(readable);
    if (readable != 0) {
      auto const read = text(hash);
      if (read) {
        auto const words = bigrams_of(*read);
        *sql_ << "INSERT INTO search_text (search_text, rowid, words) VALUES ('delete', :i, :w)",
            soci::use(id), soci::use(words);
      }
    }
    // Where the text is gone too, the words stay in the index and find nothing: find() joins.
    *sql_ << "DELETE FROM search_document WHERE hash = :h", soci::use(hash);
  }

  long long id_of(std::string const& hash) {
    auto id = 0LL;
    *sql_ << "SELECT id FROM search_document WHERE hash = :h", soci::use(hash), soci::into(id);
    return id;
  }

  std::unique_ptr<soci::session> sql_;
  std::string where_;
};

}  // namespace

std::string bigrams_of(std::string_view utf8) { return pairs_of(folded(utf8) + U'\n'); }

std::string query_of(std::string_view utf8) {
  auto const text = folded(utf8);
  if (text.size() >= 2) { return "\"" + pairs_of(text) + "\""; }
  auto word = std::string{};
  for (auto const c : text) { append_char(word, c); }
  return "\"" + word + "\"*";  // one character: whatever it pairs with
}

Result<std::unique_ptr<SearchIndex>> open_search(std::string const& where) {
  auto sql = open_database(where, Open::existing);
  if (!sql) { return sql.error(); }
  auto search = std::make_unique<SqliteSearch>(std::move(*sql), where);
  if (auto const ready = search->prepare(); !ready) { return ready.error(); }
  return std::unique_ptr<SearchIndex>(std::move(search));
}

}  // namespace chengjie::store
