// Failures indict src/cli/input.cpp and output.cpp.

#include "program.hpp"

#include <sys/stat.h>

using namespace cli_test;

namespace {

class files : public cli {
protected:
    files() {
        write("exams.barem", exams);
        write("roster.jsonl", pupil("a", "9", "9") + pupil("b", "11", "9"));
    }

    /// The message of a command that must fail with status 2.
    std::string error(std::vector<std::string> const& arguments) {
        auto const done = run(arguments);
        EXPECT_EQ(done.status, 2) << done.err;
        EXPECT_EQ(done.out, "");
        return done.err;
    }
};

mode_t mode_of(fs::path const& path) {
    struct stat about {};
    EXPECT_EQ(::stat(path.c_str(), &about), 0);
    return about.st_mode & 07777;
}

}  // namespace

TEST_F(files, that_cannot_be_read) {
    fs::create_directory(path("folder"));
    write("secret", exams);
    fs::permissions(path("secret"), fs::perms::none);
    EXPECT_EQ(error({"score", "none.barem", "roster.jsonl"}), "barem: cannot read `none.barem`: No such file or directory\n");
    EXPECT_EQ(error({"score", "exams.barem", "none.jsonl"}), "barem: cannot read `none.jsonl`: No such file or directory\n");
    auto const empty = run({"score", "folder", "roster.jsonl"});
    EXPECT_EQ(empty.status, 1);
    EXPECT_EQ(empty.err.substr(0, 56), "error[B1811]: there is no rule set in this folder\n --> f") << empty.err;
    EXPECT_EQ(error({"score", "exams.barem", "folder"}), "barem: cannot read `folder`: Is a directory\n");
    for (std::string const command : {"check", "test", "fmt", "dump", "schema"})
        EXPECT_EQ(error({command, "none.barem"}), "barem: cannot read `none.barem`: No such file or directory\n");
    if (::geteuid() == 0) return;               // root may read everything
    EXPECT_EQ(error({"check", "secret"}), "barem: cannot read `secret`: Permission denied\n");
}

TEST_F(files, a_directory_as_standard_input) {
    auto const done = shell("$barem score exams.barem - < .");
    EXPECT_EQ(done.status, 2);
    EXPECT_EQ(done.err, "barem: cannot read standard input: Is a directory\n");
}

TEST_F(files, a_pipe_in_a_folder_of_versions_is_not_waited_for) {
    fs::create_directory(path("versions"));
    ASSERT_EQ(::mkfifo(path("versions/pipe.barem").c_str(), 0600), 0);
    EXPECT_EQ(error({"check", "versions"}), "barem: cannot read `versions/pipe.barem`: it is no regular file\n");
}

TEST_F(files, a_rule_set_without_end_is_too_large) {
    auto const done = run({"check", "/dev/zero"});
    EXPECT_EQ(done.status, 1);
}

TEST_F(files, results_are_complete) {
    EXPECT_EQ(run({"score", "exams.barem", "roster.jsonl", "-o", "out.jsonl"}).status, 3);
    EXPECT_EQ(objects_of(read("out.jsonl")).size(), 1u);
    EXPECT_EQ(cli::files(), (std::vector<std::string>{"exams.barem", "out.jsonl", "roster.jsonl"}));
    EXPECT_EQ(shell("umask 027; $barem score exams.barem roster.jsonl -o masked.jsonl").status, 3);
    EXPECT_EQ(mode_of(path("masked.jsonl")), 0640u);
}

TEST_F(files, results_are_absent) {
    EXPECT_EQ(error({"score", "exams.barem", "roster.jsonl", "-o", "none/out"}),
              "barem: cannot write `none/out`: No such file or directory\n");
    EXPECT_EQ(error({"score", "exams.barem", "roster.jsonl", "-o", "."}), "barem: cannot write `.`: Is a directory\n");
    EXPECT_EQ(error({"score", "exams.barem", "roster.jsonl", "-o", "out", "--rejects", "none/r"}),
              "barem: cannot write `none/r`: No such file or directory\n");
    EXPECT_EQ(error({"score", "exams.barem", "roster.jsonl", "-o", "out", "--rejects", "/dev/full", "--quiet"}),
              "barem: cannot write `/dev/full`: No space left on device\n");
    EXPECT_EQ(cli::files(), (std::vector<std::string>{"exams.barem", "roster.jsonl"}));
}

TEST_F(files, a_signal_leaves_nothing) {
    std::string many;                           // more than is looked at before anything is written
    for (int i = 0; i < 40'000; ++i) many += pupil(std::to_string(i), "9", "9");
    write("roster.jsonl", many);
    write("out.jsonl", "earlier");
    ASSERT_EQ(::mkfifo(path("pipe").c_str(), 0600), 0);
    for (std::string const signal : {"INT", "TERM", "HUP"}) {
        auto const done = shell("{ cat roster.jsonl; exec sleep 20; } > pipe & writer=$!; env --default-signal=INT $barem score exams.barem - -o out.jsonl --rejects rejects.jsonl < pipe & "
                                "scorer=$!; tries=0; while [ $(ls -A | grep -c '^.barem-') -lt 2 ] && [ $tries -lt 200 ]; do sleep 0.05; tries=$((tries+1)); done; "
                                "ls -A | grep -c '^.barem-' > seen; kill -" + signal + " $scorer; wait $scorer; kill $writer; true");
        EXPECT_EQ(done.status, 0);
        EXPECT_EQ(read("seen"), "2\n") << signal;
        EXPECT_EQ(cli::files(), (std::vector<std::string>{"exams.barem", "out.jsonl", "pipe", "roster.jsonl", "seen"})) << signal;
        EXPECT_EQ(read("out.jsonl"), "earlier");
    }
}

TEST_F(files, an_earlier_result_stays_when_there_is_no_new_one) {
    write("out.jsonl", "earlier");
    EXPECT_EQ(error({"score", "exams.barem", "roster.jsonl", "-o", "out.jsonl", "--rejects", "/dev/full"}),
              "barem: cannot write `/dev/full`: No space left on device\n");
    EXPECT_EQ(read("out.jsonl"), "earlier");
}

TEST_F(files, a_file_without_room) {
    // The limit of the shell counts in blocks of 512 bytes.
    std::string roster;
    for (int i = 0; i < 100; ++i) roster += pupil(std::to_string(i), "9", "9");
    write("roster.jsonl", roster);
    auto const done = shell("trap '' XFSZ; ulimit -f 4; $barem score exams.barem roster.jsonl -o out.jsonl --quiet");
    EXPECT_EQ(done.status, 2);
    EXPECT_EQ(done.err, "barem: cannot write `out.jsonl`: File too large\n");
    EXPECT_EQ(cli::files(), (std::vector<std::string>{"exams.barem", "roster.jsonl"}));
}

TEST_F(files, a_full_disk_under_standard_output) {
    std::string const message = "barem: cannot write `standard output`: No space left on device\n";
    for (std::string const arguments :
         {"score exams.barem roster.jsonl", "explain exams.barem roster.jsonl --id a", "check exams.barem", "test exams.barem",
          "fmt - < exams.barem", "dump exams.barem", "schema exams.barem", "help", "help score", "--help", "version"}) {
        auto const done = shell("$barem " + arguments + " > /dev/full");
        EXPECT_EQ(done.status, 2) << arguments;
        EXPECT_NE(done.err.find(message), std::string::npos) << arguments << done.err;
    }
}

TEST_F(files, streams_that_are_closed) {
    auto const mute = shell("$barem score exams.barem roster.jsonl --quiet --rejects rejects.jsonl >&-");
    EXPECT_EQ(mute.status, 2);
    EXPECT_EQ(mute.err, "barem: cannot write `standard output`: Bad file descriptor\n");
    // What is meant for standard error must not land in the file that is opened next.
    EXPECT_EQ(shell("$barem score exams.barem - -o out.jsonl < roster.jsonl 2>&-").status, 2);
    EXPECT_EQ(shell("$barem score exams.barem - -o out.jsonl --rejects rejects.jsonl < roster.jsonl 2>&-").status, 3);
    EXPECT_EQ(objects_of(read("out.jsonl")).size(), 1u);
    EXPECT_EQ(objects_of(read("rejects.jsonl")).size(), 1u);
}

TEST_F(files, a_reader_that_goes_away) {
    std::string roster;
    for (int i = 0; i < 5000; ++i) roster += pupil(std::to_string(i), "9", "9");
    write("many.jsonl", roster);
    auto const done = shell("{ $barem score exams.barem many.jsonl --quiet; echo $? > status; } | head -n 1");
    EXPECT_EQ(read("status"), "0\n");
    EXPECT_EQ(lines_of(done.out).size(), 1u);
    EXPECT_EQ(done.err, "");
}

TEST_F(files, pipes_and_devices_are_written_directly) {
    auto const done = shell("$barem score exams.barem roster.jsonl --quiet -o /dev/stdout --rejects /dev/null | cat");
    EXPECT_EQ(objects_of(done.out).size(), 1u);
    EXPECT_EQ(done.err, "");
    EXPECT_TRUE(fs::is_character_file("/dev/null"));
}

TEST_F(files, that_would_spoil_one_another) {
    EXPECT_EQ(error({"score", "exams.barem", "roster.jsonl", "-o", "a", "--rejects", "./a"}),
              "barem: the results and the rejected records cannot both be `a`\n");
    EXPECT_EQ(error({"score", "exams.barem", "roster.jsonl", "--rejects", "-"}),
              "barem: the results and the rejected records cannot both be standard output\n");
    EXPECT_EQ(error({"score", "exams.barem", "roster.jsonl", "-o", "roster.jsonl"}),
              "barem: the results and what they are made of cannot both be `roster.jsonl`\n");
    EXPECT_EQ(objects_of(read("roster.jsonl")).size(), 2u);
}

TEST_F(files, links_stay) {
    write("target.jsonl", "");
    fs::permissions(path("target.jsonl"), fs::perms::owner_read | fs::perms::owner_write);
    fs::create_symlink("target.jsonl", path("link.jsonl"));
    EXPECT_EQ(run({"score", "exams.barem", "roster.jsonl", "-o", "link.jsonl"}).status, 3);
    EXPECT_TRUE(fs::is_symlink(path("link.jsonl")));
    EXPECT_EQ(objects_of(read("target.jsonl")).size(), 1u);
    EXPECT_EQ(mode_of(path("target.jsonl")), 0600u);
}
