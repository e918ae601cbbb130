#include "common/program.hpp"

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <fcntl.h>
#include <spawn.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

extern char** environ;

namespace barem_bench {

namespace {

[[noreturn]] void fail(std::string const& what) {
    std::perror(what.c_str());
    std::exit(2);
}

/// Starts a command with other standard streams; -1 leaves one as it is.
pid_t start(std::vector<std::string> const& command, int input, int output) {
    std::vector<char*> argv;
    for (auto const& word : command) argv.push_back(const_cast<char*>(word.c_str()));
    argv.push_back(nullptr);
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    if (input >= 0) posix_spawn_file_actions_adddup2(&actions, input, STDIN_FILENO);
    if (output >= 0) posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO);
    pid_t child = 0;
    if (posix_spawn(&child, command[0].c_str(), &actions, nullptr, argv.data(), environ) != 0) fail(command[0]);
    posix_spawn_file_actions_destroy(&actions);
    return child;
}

double seconds(timeval const& t) { return static_cast<double>(t.tv_sec) + static_cast<double>(t.tv_usec) * 1e-6; }

}  // namespace

run_cost run_barem(std::vector<std::string> const& arguments, std::vector<std::string> const& piped_from) {
    std::vector<std::string> command{BAREM_PROGRAM};
    command.insert(command.end(), arguments.begin(), arguments.end());
    int pipe_ends[2] = {-1, -1};
    auto const begin = std::chrono::steady_clock::now();
    pid_t feeder = 0;
    if (!piped_from.empty()) {
        if (pipe2(pipe_ends, O_CLOEXEC) != 0) fail("a pipe");
        feeder = start(piped_from, -1, pipe_ends[1]);
        close(pipe_ends[1]);
    }
    auto const child = start(command, pipe_ends[0], -1);
    if (pipe_ends[0] >= 0) close(pipe_ends[0]);
    int ended = 0;
    rusage used{};
    if (wait4(child, &ended, 0, &used) < 0) fail("waiting");
    if (feeder) waitpid(feeder, nullptr, 0);
    if (!WIFEXITED(ended) || WEXITSTATUS(ended) != 0) {
        std::fputs("barem failed\n", stderr);
        std::exit(1);
    }
    std::chrono::duration<double> const clock = std::chrono::steady_clock::now() - begin;
    return {clock.count(), seconds(used.ru_utime) + seconds(used.ru_stime), static_cast<double>(used.ru_maxrss) / 1024};
}

}  // namespace barem_bench
