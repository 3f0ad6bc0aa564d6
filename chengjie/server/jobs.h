// Long work behind a request: an import, a plan, an export. It runs on threads of its own, tells
// how far it is, can be cancelled, and keeps its result for whoever asks later. No network inside:
// api/ starts and shows jobs, and hands clients' channels to `subscribe`.
#pragma once
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "chengjie/base/result.h"
#include "chengjie/server/handler.h"

namespace chengjie::server {

enum class Phase { waiting, running, done, failed, cancelled };
std::string_view name_of(Phase);  // "waiting", as in JSON
bool ended(Phase);

struct JobState {
  std::string id;  // 16 letters, not to be guessed
  std::string kind;
  std::string owner;  // the caller's name; api/ decides who may see it
  Phase phase{};
  std::uint64_t done{};
  std::uint64_t total{};  // 0: not known
  std::string words;      // what it is doing, for people
  Body result;            // JSON, when done
  std::optional<Error> error;
  std::int64_t started_ms{}, ended_ms{};  // since the epoch; 0: not yet
};

// {"id","kind","phase","done","total","words","started","ended","result"|"error"}; one line.
std::string json_of(JobState const&, bool with_result = true);

// What the work holds while it runs; both calls are cheap and may be made for every row.
class Progress {
 public:
  virtual ~Progress() = default;
  virtual void say(std::uint64_t done, std::uint64_t total, std::string_view words) = 0;
  virtual bool cancelled() const = 0;  // then return soon; what is returned is not kept
};

class Jobs {
 public:
  struct Limits {
    std::size_t threads = 2;
    std::size_t waiting = 16;    // jobs in the queue, of all owners
    std::size_t per_owner = 4;   // waiting and running jobs of one owner
    std::size_t kept = 200;      // ended jobs; the oldest goes first
    std::size_t listeners = 64;  // channels of one job
  };
  // Returns JSON. An exception is a failed job with a sentence, never the end of the program.
  using Work = std::function<Result<std::string>(Progress&)>;

  Jobs();
  explicit Jobs(Limits);
  ~Jobs();  // as stop()
  Jobs(Jobs const&) = delete;
  Jobs& operator=(Jobs const&) = delete;

  // The job's id; Code::limit when the queue or the owner's share of it is full.
  Result<std::string> start(std::string kind, std::string owner, Work);
  std::optional<JobState> find(std::string const& id) const;
  std::vector<JobState> all() const;   // newest first, results left out
  bool cancel(std::string const& id);  // false: unknown or ended
  // Sends "progress" (json_of without result) now and as it moves, at most ten a second, then
  // "end" (json_of without result) and closes the channel. False: unknown, or too many listeners.
  bool subscribe(std::string const& id, std::shared_ptr<Events>);
  std::size_t waiting() const;
  std::size_t running() const;
  // Cancels all, waits for what runs, refuses what comes.
  void stop();

 private:
  struct Inside;
  std::unique_ptr<Inside> inside_;
};

}  // namespace chengjie::server
