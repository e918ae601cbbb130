// Failures indict src/cli/doc.cpp.

#include "program.hpp"

using namespace cli_test;

namespace {

class doc : public cli {
protected:
    doc() { write("exams.barem", exams); }
    ended of(std::vector<std::string> const& more = {}) {
        std::vector<std::string> arguments{"doc", "exams.barem"};
        arguments.insert(arguments.end(), more.begin(), more.end());
        return run(arguments);
    }
};

bool contains(std::string const& text, std::string const& part) { return text.find(part) != std::string::npos; }

}  // namespace

TEST_F(doc, forms_and_languages) {
    auto const html = of();
    EXPECT_EQ(html.status, 0) << html.err;
    EXPECT_EQ(html.err, "");
    EXPECT_TRUE(html.out.starts_with("<!DOCTYPE html>\n<html lang=\"en\">"));
    EXPECT_TRUE(contains(of({"--lang", "vi"}).out, "<html lang=\"vi\">"));
    EXPECT_TRUE(of({"--format", "markdown"}).out.starts_with("# "));
    EXPECT_EQ(of({"--format", "pdf"}).status, 2);
    EXPECT_EQ(of({"--lang", "de"}).status, 2);
}

TEST_F(doc, into_a_file) {
    EXPECT_EQ(of({"-o", "page.html"}).out, "");
    EXPECT_EQ(read("page.html"), of().out);
}

TEST_F(doc, never_over_the_rule_set) {
    auto const done = of({"-o", "exams.barem"});
    EXPECT_EQ(done.status, 2);
    EXPECT_EQ(read("exams.barem"), exams);
}

TEST_F(doc, of_a_rule_set_with_errors) {
    write("exams.barem", "ruleset exams\nrecord pupil { key id : text  let total = missing  output total(0) }\n");
    auto const done = of({"-o", "page.html"});
    EXPECT_EQ(done.status, 1);
    EXPECT_EQ(done.out, "");
    EXPECT_TRUE(contains(done.err, "missing")) << done.err;
    EXPECT_FALSE(fs::exists(path("page.html")));
}

TEST_F(doc, of_versions) {
    auto const done = shell("$barem doc " + source_dir + "/examples/agency-quality --format markdown");
    EXPECT_EQ(done.status, 0) << done.err;
    EXPECT_TRUE(contains(done.out, "(#version-1-rules)") && contains(done.out, "(#version-2-rules)")) << done.out;
    EXPECT_FALSE(contains(done.out, source_dir));
}
