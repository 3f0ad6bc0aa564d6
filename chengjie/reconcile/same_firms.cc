// Pairs of names of one firm. Candidates meet in blocks: the same code, the same core, or one of
// the three rarest pairs of characters of the core; a short name meets full names by its first two
// characters in order. A block that too many share tells nothing and is skipped (of equal cores:
// only names of one place meet).
#include <algorithm>
#include <array>
#include <functional>

#include "chengjie/reconcile/glyphs.h"
#include "chengjie/reconcile/likeness.h"

namespace chengjie::reconcile {
namespace {

constexpr auto kRarest = std::size_t{3};
constexpr auto kPartNames = std::size_t{500'000};  // of whose keys one part is made, about

bool by_place(Same const& x, Same const& y) { return x.a != y.a ? x.a < y.a : x.b < y.b; }

struct Key {
  std::uint64_t hash;
  std::uint32_t name;
};

// FNV-1a (Fowler, Noll, Vo 1991) over 32-bit units; the salt keeps kinds of keys apart.
template <class Text>
std::uint64_t hash_of(Text const& text, std::uint64_t salt) {
  auto h = std::uint64_t{14695981039346656037ULL} ^ (salt * 0x9e3779b97f4a7c15ULL);
  for (auto const c : text) {
    h ^= static_cast<std::uint64_t>(c);
    h *= 1099511628211ULL;
  }
  return h ^ (h >> 29);
}

std::string code_of(std::string_view code) {
  auto out = std::string{};
  for (auto const c : code) {
    if (c != ' ' && c != '\t') {
      out += c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    }
  }
  return out;
}

struct Book {
  std::span<FirmName const> firms;
  std::vector<Form> forms;
  std::vector<std::string> codes;
};

Book book_of(std::span<FirmName const> firms) {
  auto book = Book{.firms = firms, .forms = {}, .codes = {}};
  book.forms.reserve(firms.size());
  book.codes.reserve(firms.size());
  for (auto const& firm : firms) {
    book.forms.push_back(form_of(firm.name));
    book.codes.push_back(code_of(firm.code));
  }
  return book;
}

bool codes_against(std::string const& a, std::string const& b) {
  return a != b && check_uscc(a) == UsccState::good && check_uscc(b) == UsccState::good;
}

// What two rows share beside their names.
struct Shared {
  bool address{};
  bool person{};
};
Shared shared_by(FirmName const& a, FirmName const& b) {
  auto const address = !a.address.empty() && folded(a.address) == folded(b.address);
  return {address, !a.person.empty() && folded(a.person) == folded(b.person)};
}

void judge_pair(Book const& book, std::size_t a, std::size_t b, NameOptions const& options,
                std::vector<Same>& out) {
  auto const& x = book.codes[a];
  auto const& y = book.codes[b];
  if (codes_against(x, y)) { return; }
  auto const same_code = !x.empty() && x == y;
  auto judged = judge_names(book.forms[a], book.forms[b]);
  constexpr auto kShareScore = 0.05;  // of an address, of a person
  constexpr auto kWorthAsking = 0.6;  // below, a shared office says nothing
  auto const shared = judged.score >= kWorthAsking && judged.why != Why::branch
                          ? shared_by(book.firms[a], book.firms[b])
                          : Shared{};
  judged.score = std::min(
      judged.score + (shared.address ? kShareScore : 0) + (shared.person ? kShareScore : 0),
      judged.score < 1 ? 0.99 : 1.0);
  if (!same_code && judged.score < options.score_min) { return; }
  constexpr auto kSureTogether = 0.85;
  auto const enough = judged.score >= options.sure_min ||
                      (shared.address && shared.person && judged.score >= kSureTogether);
  auto const sure = same_code ? judged.score >= 0.3 : enough && (x.empty() || y.empty() || x == y);
  auto reason = same_code ? std::string{"统一社会信用代码相同；"} : std::string{};
  reason += words_of(judged.why);
  if (shared.address) { reason += "；地址相同"; }
  if (shared.person) { reason += "；负责人相同"; }
  out.push_back({.a = a,
                 .b = b,
                 .score = same_code ? std::max(judged.score, 0.98) : judged.score,
                 .verdict = sure ? Verdict::sure : Verdict::doubtful,
                 .reason = std::move(reason)});
}

bool is_brief(Form const& form) {
  return (form.form.empty() || form.form == U"股份") && form.core.size() >= 2 &&
         form.core.size() <= 4;
}

// How often each pair of characters occurs; sorted pairs with counts.
class Rarity {
 public:
  explicit Rarity(std::vector<std::uint32_t> all) {
    std::sort(all.begin(), all.end());
    for (auto const pair : all) {
      if (pairs_.empty() || pairs_.back() != pair) {
        pairs_.push_back(pair);
        counts_.push_back(0);
      }
      ++counts_.back();
    }
  }
  std::uint32_t count(std::uint32_t pair) const {
    auto const at = std::lower_bound(pairs_.begin(), pairs_.end(), pair);
    return counts_[static_cast<std::size_t>(at - pairs_.begin())];
  }

 private:
  std::vector<std::uint32_t> pairs_;
  std::vector<std::uint32_t> counts_;
};

Rarity rarity_of(Book const& book) {
  auto all = std::vector<std::uint32_t>{};
  for (auto const& form : book.forms) {
    for (auto const pair : pairs_of(form.core)) { all.push_back(pair); }
  }
  return Rarity{std::move(all)};
}

void add_rarest(Rarity const& rarity, Form const& form, std::uint32_t name,
                std::vector<Key>& keys) {
  auto pairs = pairs_of(form.core);
  pairs.erase(std::unique(pairs.begin(), pairs.end()), pairs.end());
  auto counted = std::vector<std::pair<std::uint32_t, std::uint32_t>>{};
  for (auto const pair : pairs) { counted.emplace_back(rarity.count(pair), pair); }
  std::sort(counted.begin(), counted.end());
  for (auto i = std::size_t{0}; i != std::min(kRarest, counted.size()); ++i) {
    keys.push_back({hash_of(std::array{counted[i].second}, 3), name});
  }
}

// A short name is keyed by its first two characters; a full one by its first with each of the
// next five, so that 华瓷 meets 华联瓷业, and by the pairs that follow.
void add_brief(Form const& form, std::uint32_t name, bool any_brief, std::vector<Key>& keys) {
  constexpr auto kLook = std::size_t{6};
  if (!any_brief || form.core.size() < 2) { return; }
  if (is_brief(form)) {
    keys.push_back({hash_of(std::array{form.core[0], form.core[1]}, 4), name});
  }
  if (is_brief(form)) { return; }
  for (auto i = std::size_t{1}; i < std::min(kLook, form.core.size()); ++i) {
    keys.push_back({hash_of(std::array{form.core[0], form.core[i]}, 4), name});
  }
  // A brand behind a place or parent that no list holds: 海锅 of 张家港海锅.
  for (auto i = std::size_t{1}; i < std::min(kLook - 1, form.core.size() - 1); ++i) {
    keys.push_back({hash_of(std::array{form.core[i], form.core[i + 1]}, 4), name});
  }
}

// Keys of one part of all hashes, so that millions of names do not need all of them at once.
std::vector<Key> keys_of(Book const& book, Rarity const& rarity, std::uint64_t part,
                         std::uint64_t parts) {
  auto const any_brief = std::any_of(book.forms.begin(), book.forms.end(), is_brief) &&
                         !std::all_of(book.forms.begin(), book.forms.end(), is_brief);
  auto keys = std::vector<Key>{};
  auto own = std::vector<Key>{};
  for (auto i = std::size_t{0}; i != book.forms.size(); ++i) {
    own.clear();
    auto const name = static_cast<std::uint32_t>(i);
    auto const& form = book.forms[i];
    if (!book.codes[i].empty()) { own.push_back({hash_of(book.codes[i], 1), name}); }
    if (!form.core.empty()) {
      own.push_back({hash_of(form.core, 2), name});
      own.push_back({hash_of(form.core + U"|" + form.place, 5), name});
      add_rarest(rarity, form, name, own);
      add_brief(form, name, any_brief, own);
    }
    for (auto const& key : own) {
      if (key.hash % parts == part) { keys.push_back(key); }
    }
  }
  std::sort(keys.begin(), keys.end(), [](Key const& a, Key const& b) {
    return a.hash != b.hash ? a.hash < b.hash : a.name < b.name;
  });
  return keys;
}

std::vector<std::uint64_t> candidates_of(std::vector<Key> const& keys, NameOptions const& options) {
  auto out = std::vector<std::uint64_t>{};
  for (auto from = std::size_t{0}; from != keys.size();) {
    auto to = from;
    while (to != keys.size() && keys[to].hash == keys[from].hash) { ++to; }
    if (to - from <= options.block_max) {
      for (auto i = from; i != to; ++i) {
        for (auto j = i + 1; j != to; ++j) {
          if (keys[i].name != keys[j].name) {
            out.push_back((std::uint64_t{keys[i].name} << 32) | keys[j].name);
          }
        }
      }
    }
    from = to;
  }
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

// A name without a place that fits firms of two places is surely neither: a person must say.
void doubt_homeless(Book const& book, std::vector<Same>& pairs) {
  auto home = std::vector<std::u32string const*>(book.forms.size());
  auto torn = std::vector<bool>(book.forms.size());
  auto const homeless = [&](Same const& s) -> std::pair<std::size_t, std::size_t> {
    return book.forms[s.a].place.empty() ? std::pair{s.a, s.b} : std::pair{s.b, s.a};
  };
  auto const by_name = [&](Same const& s) {
    return s.verdict == Verdict::sure &&
           (book.codes[s.a].empty() || book.codes[s.a] != book.codes[s.b]) &&
           book.forms[s.a].place.empty() != book.forms[s.b].place.empty();
  };
  for (auto const& s : pairs) {
    if (!by_name(s)) { continue; }
    auto const [name, other] = homeless(s);
    auto const* place = &book.forms[other].place;
    torn[name] = torn[name] || (home[name] != nullptr && !places_meet(*home[name], *place));
    home[name] = place;
  }
  for (auto& s : pairs) {
    if (!by_name(s) || !torn[homeless(s).first]) { continue; }
    s.verdict = Verdict::doubtful;
    s.reason += "；但另有同名的外地企业";
  }
}

}  // namespace

std::vector<Same> same_firms(std::span<FirmName const> firms, NameOptions const& options) {
  auto const book = book_of(firms);
  auto const rarity = rarity_of(book);
  auto const parts = std::uint64_t{1 + firms.size() / kPartNames};
  auto out = std::vector<Same>{};
  for (auto part = std::uint64_t{0}; part != parts; ++part) {
    for (auto const pair : candidates_of(keys_of(book, rarity, part, parts), options)) {
      if (out.size() == options.pairs_max) { break; }
      judge_pair(book, pair >> 32, pair & 0xFFFFFFFF, options, out);
    }
    // Two names may meet in several parts.
    std::sort(out.begin(), out.end(), by_place);
    out.erase(std::unique(out.begin(), out.end(),
                          [](Same const& x, Same const& y) { return x.a == y.a && x.b == y.b; }),
              out.end());
  }
  doubt_homeless(book, out);
  return out;
}

std::vector<Same> same_firms_plain(std::span<FirmName const> firms, NameOptions const& options) {
  auto const book = book_of(firms);
  auto out = std::vector<Same>{};
  for (auto a = std::size_t{0}; a != firms.size(); ++a) {
    for (auto b = a + 1; b != firms.size() && out.size() != options.pairs_max; ++b) {
      judge_pair(book, a, b, options, out);
    }
  }
  doubt_homeless(book, out);
  return out;
}

}  // namespace chengjie::reconcile
