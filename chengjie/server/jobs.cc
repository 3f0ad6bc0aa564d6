#include "chengjie/server/jobs.h"

#include <algorithm>
#include <atomic>
#include <condition_variable>
#include <deque>
#include <list>
#include <map>
#include <mutex>
#include <thread>

#include "chengjie/server/ids.h"
#include "chengjie/wire/json.h"

namespace chengjie::server {
namespace {

using namespace std::chrono_literals;
constexpr auto kTellEvery = 100ms;
constexpr auto kNames =
    std::to_array<std::string_view>({"waiting", "running", "done", "failed", "cancelled"});

std::int64_t now_ms() {
  return std::chrono::duration_cast<std::chrono::milliseconds>(
             std::chrono::system_clock::now().time_since_epoch())
      .count();
}

Error refused(std::string what) {
  return {Code::limit, std::move(what), {}, "等前面的做完，或取消一个，再试"};
}

Result<std::string> guarded(Jobs::Work const& work, Progress& progress) {
  try {
    return work(progress);
  } catch (std::exception const& error) {
    return Error{Code::unavailable, std::string{"没有做完："} + error.what(), {}, "稍后再试"};
  }
}

}  // namespace

std::string_view name_of(Phase phase) { return kNames[static_cast<std::size_t>(phase)]; }

bool ended(Phase phase) { return phase != Phase::waiting && phase != Phase::running; }

std::string json_of(JobState const& s, bool with_result) {
  auto j = wire::Json{
      {"id", s.id},       {"kind", s.kind},   {"phase", name_of(s.phase)}, {"done", s.done},
      {"total", s.total}, {"words", s.words}, {"started", s.started_ms},   {"ended", s.ended_ms}};
  if (s.error) {
    j["error"] = {{"message", s.error->what}, {"where", s.error->where}, {"help", s.error->help}};
  }
  auto text = wire::dump(j);
  // The result is JSON already; it may be large, so it is neither parsed nor copied twice.
  if (with_result && s.result) {
    text.pop_back();
    text.append(R"(,"result":)").append(*s.result).append("}");
  }
  return text;
}

struct Jobs::Inside {
  struct Job {
    JobState state;
    Work work;
    std::atomic<bool> cancelled{};
    std::vector<std::shared_ptr<Events>> listeners;
    std::chrono::steady_clock::time_point told{};
  };
  using JobPtr = std::shared_ptr<Job>;

  // The job's own hand on itself.
  struct Hand : Progress {
    Hand(Inside& i, JobPtr j) : inside(i), job(std::move(j)) {}
    void say(std::uint64_t done, std::uint64_t total, std::string_view words) override {
      auto const now = std::chrono::steady_clock::now();
      if (now - job->told < kTellEvery && done != total) { return; }
      auto const lock = std::lock_guard{inside.mutex};
      job->told = now;
      job->state.done = done;
      job->state.total = total;
      job->state.words = words;
      inside.tell(*job, "progress");
    }
    bool cancelled() const override { return job->cancelled.load(std::memory_order_relaxed); }
    Inside& inside;
    JobPtr job;
  };

  explicit Inside(Limits l) : limits(l) {
    for (auto i = std::size_t{0}; i != std::max<std::size_t>(1, limits.threads); ++i) {
      threads.emplace_back([this] { serve(); });
    }
  }

  void serve() {
    auto lock = std::unique_lock{mutex};
    while (true) {
      wake.wait(lock, [this] { return stopping || !queue.empty(); });
      if (stopping) { return; }
      auto const job = queue.front();
      queue.pop_front();
      job->state.phase = Phase::running;
      job->state.started_ms = now_ms();
      ++running;
      tell(*job, "progress");
      lock.unlock();
      auto hand = Hand{*this, job};
      auto result = guarded(job->work, hand);
      lock.lock();
      --running;
      finish(*job, std::move(result));
    }
  }

  // The caller holds the lock, here and below.
  void finish(Job& job, Result<std::string> result) {
    auto& s = job.state;
    if (job.cancelled) {
      s.phase = Phase::cancelled;
    } else if (!result) {
      s.phase = Phase::failed;
      s.error = result.error();
    } else {
      s.phase = Phase::done;
      s.result = std::make_shared<std::string const>(*std::move(result));
    }
    end(job);
  }

  void end(Job& job) {
    job.state.ended_ms = now_ms();
    job.work = nullptr;  // what it captured can be large
    tell(job, "end");
    for (auto const& listener : job.listeners) { listener->close(); }
    job.listeners.clear();
    forget_oldest();
  }

  void tell(Job& job, std::string_view event) {
    std::erase_if(job.listeners, [](auto const& listener) { return listener->gone(); });
    if (job.listeners.empty()) { return; }
    auto const text = json_of(job.state, false);
    for (auto const& listener : job.listeners) { listener->push(event, text); }
  }

  void forget_oldest() {
    auto over = std::count_if(jobs.begin(), jobs.end(),
                              [](auto const& j) { return ended(j->state.phase); }) -
                static_cast<std::ptrdiff_t>(limits.kept);
    for (auto at = jobs.begin(); at != jobs.end() && over > 0;) {
      auto const goes = ended((*at)->state.phase);
      at = goes ? jobs.erase(at) : std::next(at);
      over -= goes;
    }
  }

  JobPtr find(std::string const& id) const {
    auto const at = std::find_if(jobs.begin(), jobs.end(),
                                 [&](auto const& job) { return job->state.id == id; });
    return at == jobs.end() ? nullptr : *at;
  }

  Limits limits;
  mutable std::mutex mutex;
  std::condition_variable wake;
  std::list<JobPtr> jobs;  // oldest first
  std::deque<JobPtr> queue;
  std::size_t running{};
  bool stopping{};
  std::vector<std::jthread> threads;  // last: joined before the rest goes
};

Jobs::Jobs() : Jobs(Limits{}) {}
Jobs::Jobs(Limits limits) : inside_(std::make_unique<Inside>(limits)) {}
Jobs::~Jobs() { stop(); }

Result<std::string> Jobs::start(std::string kind, std::string owner, Work work) {
  auto& in = *inside_;
  auto const lock = std::lock_guard{in.mutex};
  if (in.stopping) { return refused("服务正在停止"); }
  if (in.queue.size() >= in.limits.waiting) {
    return refused("排队的任务已有 " + std::to_string(in.queue.size()) + " 个");
  }
  auto const own = std::count_if(in.jobs.begin(), in.jobs.end(), [&](auto const& job) {
    return job->state.owner == owner && !ended(job->state.phase);
  });
  if (static_cast<std::size_t>(own) >= in.limits.per_owner) {
    return refused("您已有 " + std::to_string(own) + " 个任务没有做完");
  }
  auto job = std::make_shared<Inside::Job>();
  job->state.id = random_id();
  job->state.kind = std::move(kind);
  job->state.owner = std::move(owner);
  job->work = std::move(work);
  in.jobs.push_back(job);
  in.queue.push_back(job);
  in.wake.notify_one();
  return job->state.id;
}

std::optional<JobState> Jobs::find(std::string const& id) const {
  auto const lock = std::lock_guard{inside_->mutex};
  auto const job = inside_->find(id);
  return job ? std::optional{job->state} : std::nullopt;
}

std::vector<JobState> Jobs::all() const {
  auto const lock = std::lock_guard{inside_->mutex};
  auto list = std::vector<JobState>{};
  for (auto at = inside_->jobs.rbegin(); at != inside_->jobs.rend(); ++at) {
    list.push_back((*at)->state);
    list.back().result = nullptr;
  }
  return list;
}

bool Jobs::cancel(std::string const& id) {
  auto& in = *inside_;
  auto const lock = std::lock_guard{in.mutex};
  auto const job = in.find(id);
  if (!job || ended(job->state.phase)) { return false; }
  job->cancelled = true;
  if (job->state.phase == Phase::waiting) {
    std::erase(in.queue, job);
    job->state.phase = Phase::cancelled;
    in.end(*job);
  }
  return true;
}

bool Jobs::subscribe(std::string const& id, std::shared_ptr<Events> events) {
  auto& in = *inside_;
  auto const lock = std::lock_guard{in.mutex};
  auto const job = in.find(id);
  if (!job) { return false; }
  if (ended(job->state.phase)) {
    events->push("end", json_of(job->state, false));
    events->close();
    return true;
  }
  std::erase_if(job->listeners, [](auto const& listener) { return listener->gone(); });
  if (job->listeners.size() >= in.limits.listeners) { return false; }
  events->push("progress", json_of(job->state, false));
  job->listeners.push_back(std::move(events));
  return true;
}

std::size_t Jobs::waiting() const {
  auto const lock = std::lock_guard{inside_->mutex};
  return inside_->queue.size();
}

std::size_t Jobs::running() const {
  auto const lock = std::lock_guard{inside_->mutex};
  return inside_->running;
}

void Jobs::stop() {
  auto& in = *inside_;
  {
    auto const lock = std::lock_guard{in.mutex};
    in.stopping = true;
    in.queue.clear();
    for (auto const& job : std::list{in.jobs}) {
      if (ended(job->state.phase)) { continue; }
      job->cancelled = true;
      if (job->state.phase == Phase::waiting) {
        job->state.phase = Phase::cancelled;
        in.end(*job);
      }
    }
  }
  in.wake.notify_all();
  in.threads.clear();
}

}  // namespace chengjie::server
