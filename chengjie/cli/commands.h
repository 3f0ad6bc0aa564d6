// The commands, one file each (cli/NAME.cc). main.cc reads the command line into these and is a
// table; a command does the input and output around one question.
#pragma once
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "chengjie/access/caller.h"
#include "chengjie/answer/where/where.h"
#include "chengjie/base/date.h"
#include "chengjie/base/result.h"
#include "chengjie/ledger/book.h"
#include "chengjie/store/store.h"

namespace chengjie::cli {

inline constexpr auto kYes = 0;
inline constexpr auto kNo = 1;   // the answer is no: infeasible, conflicts found, not valid
inline constexpr auto kBad = 2;  // bad usage or input

// What every command shares.
struct Common {
  std::string ledger;   // path or address, already chosen from option, environment, default
  bool ledger_named{};  // by option or environment
  std::string today;    // ISO
  std::string now;      // ISO time, for stamps
  std::string region;   // "" = home region
  std::string lang = "zh";
  int threads = 0;
  bool json{};
  bool terminal_out{};  // stdout is a terminal
  bool terminal_err{};
  access::Caller caller = access::file_owner();
};

struct Read {
  std::vector<std::string> paths;
  bool keep{};
  bool from_stdin{};
  std::string date;  // of the documents, when they do not say
  std::string what = "facts";
  bool why{};
  std::string replaces;  // name or hash of the document that the one read replaces
  bool again{};          // read documents of a folder that the ledger knows
};
struct Review {
  std::string action = "list";  // list, accept, correct, reject
  std::vector<std::string> marks;
  double below = 0.7;    // list: confidence
  std::int64_t limit{};  // list: rows, 0 = as many as fit
  std::string by, why;
  std::optional<std::string> value, subject, indicator, period, unit, of, kind, bound, measure,
      stage, coverage;  // correct
};
struct Import {
  std::string table, kind, sheet, map, rejected;
  std::string office;  // whose mapping is remembered; "" = the caller
  bool dry_run{}, clear_blanks{};
  bool no_remembered_map{};
};
struct Answer {
  std::string question;  // "" = all of them and the conflicts, one page
  std::string project;
  answer::WhereAsk changes;  // of where
};
// A table beside the question of how (answer/sheet.h): monthly, per_mu, affected ...
struct Sheet {
  std::string name;
  std::string month;     // "2026-10"; "" = the latest
  std::string scheme;    // of per-mu grading
  std::string from, to;  // versions of a rule pack
  std::string clause, firm;
  std::vector<std::string> figures, weights;  // tried by per_mu
  std::string since;                          // per_mu: what changed since this state
  std::string out;                            // written to this file instead
  bool text{};                                // monthly: the page of text alone
};
struct Same {
  std::string action = "list";  // list, join, accept, refuse
  std::string a, b;             // accept, refuse: names or codes
  std::string why, by;
  std::int64_t limit{};
  bool doubtful{};
};
struct Conflicts {
  std::string action = "list";  // list, settle, reopen
  std::string key;              // settle, reopen
  std::string verdict, prefer, why, by;
  bool with_settled{};
};
struct Source {
  std::string mark;
};
struct User {
  std::string name, role, scope;
};
struct Export {
  std::string kind, to, as_of;
  std::string project;  // of an answer: only this one
};
struct History {
  std::string record;
};
struct Undo {
  std::int64_t change{};
};
struct AssumeSet {
  std::string key, value, basis, unit;
  std::optional<double> low, high;
};
struct AssumeUnset {
  std::string key;
};
struct MappingForget {
  std::string key;
};
struct Publish {
  std::string name, by, note;
};
struct Log {
  bool restated{};  // only what a later table changed, both values
};
struct Firm {
  std::string code;
};
struct RulesCheck {
  std::vector<std::string> packs;
};
struct RulesExplain {
  std::string pack;
};
struct PlaceSolve {
  std::string file, format;
  bool single{};
  std::optional<double> capacity;
  double seconds = 10;
  std::optional<std::int64_t> moves;
  std::optional<double> target;
  std::uint64_t seed = 1;
};
struct PlaceCheck {
  std::string file, result, format;
  bool single{};
  std::optional<double> capacity;
};
struct Serve {
  int port = 8420;  // 0: one that is free
  std::string bind = "127.0.0.1";
  std::string web;  // "": beside the program
  std::string tls_certificate, tls_key, log;
  std::vector<std::string> hosts;  // names that this server answers to
  bool demo{};
  bool today_named{};  // otherwise each request's own day
};
// One of firm, supplier, power (answer/effect/shock.h).
struct Shock {
  std::string firm, supplier;
  bool power{};
  std::optional<double> share;
  std::optional<int> days, recovery;
};
struct EconomyRun {
  std::string folder, out;
};
struct EconomyTable {
  std::string file, make;             // of a supply-use pair `file` is the use table
  std::vector<std::string> accounts;  // tables beside it: jobs, energy
  std::size_t top = 10;
  bool balance{};
};

int read(Common const&, Read const&);
int review(Common const&, Review const&);
int import_table(Common const&, Import const&);
int answer(Common const&, Answer const&);
int sheet(Common const&, Sheet const&);
int shock(Common const&, Shock const&);
int conflicts(Common const&, Conflicts const&);
int same(Common const&, Same const&);
int source(Common const&, Source const&);
int audit(Common const&);
int export_records(Common const&, Export const&);
int user_add(Common const&, User const&);
int user_list(Common const&);
int user_disable(Common const&, User const&);
int user_password(Common const&, User const&);
int user_demo(Common const&);
int history(Common const&, History const&);
int undo(Common const&, Undo const&);
int log(Common const&, Log const&);
int mapping_list(Common const&);
int mapping_forget(Common const&, MappingForget const&);
int publish(Common const&, Publish const&);
int published_list(Common const&);
int assume_list(Common const&);
int assume_set(Common const&, AssumeSet const&);
int assume_unset(Common const&, AssumeUnset const&);
int firm(Common const&, Firm const&);
int rules_check(Common const&, RulesCheck const&);
int rules_explain(Common const&, RulesExplain const&);
int place_solve(Common const&, PlaceSolve const&);
int place_check(Common const&, PlaceCheck const&);
int economy_run(Common const&, EconomyRun const&);
int economy_table(Common const&, EconomyTable const&);
int serve(Common const&, Serve const&);

// Shared by the commands.
int fail(Error const&);           // one line on stderr; the exit code
void say(std::string_view line);  // to stdout
Result<std::unique_ptr<store::Store>> open_ledger(Common const&, store::Open);
Result<Book> load_book(store::Store&);
store::Stamp stamp(Common const&, std::string from);

}  // namespace chengjie::cli
