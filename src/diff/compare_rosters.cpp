#include "diff/compare_rosters.hpp"

#include "api/implementation.hpp"
#include "diff/attribution.hpp"
#include "diff/compared_column.hpp"
#include "diff/group_totals.hpp"
#include "diff/rejections.hpp"
#include "io/json_writer.hpp"
#include "io/csv_cells.hpp"

#include <limits>
#include <span>
#include <unordered_map>
#include <utility>

namespace barem::diff {

namespace {

using names = std::unordered_map<std::string, std::string>;

/// By version, by column: words that have other names on the new side.
std::vector<std::vector<names>> renamed_words(side const& of, std::vector<shared_column> const& columns) {
    std::vector<std::vector<names>> made;
    for (std::size_t v = 0; v != of.aligned.size(); ++v) {
        auto const &own = of.rules.versions()[v].rules.inner().rules(), &aligned = of.aligned[v];
        auto const& outputs = own.records[own.roster_record].outputs;
        auto& by_column = made.emplace_back(columns.size());
        for (std::size_t c = 0; c != columns.size(); ++c) {
            if (of.cells[v][c] < 0) continue;
            auto const& type = own.records[own.roster_record].members[outputs[static_cast<std::size_t>(of.cells[v][c])].member].type;
            if (type.kind != program::type_kind::word) continue;
            for (std::size_t w = 0; w != own.enums[type.of].words.size(); ++w) {
                auto const &now = own.enums[type.of].words[w].name, &then = aligned.enums[type.of].words[w].name;
                if (now != then) by_column[c].emplace(now, then);
            }
        }
    }
    return made;
}

class comparer {
public:
    comparer(family const& before, family const& after, std::vector<version_difference> const& versions, roster_job const& job)
        : job_(job), sides_(share_columns(before, after, versions, job.by)), rejected_{rejections(job.options.scratch_folder), rejections(job.options.scratch_folder)} {
        for (auto const& column : sides_.columns) {
            columns_.emplace_back(column, column.is_output ? job.top : 0);
            if (column.is_output) ++outputs_;
        }
        for (std::size_t c = outputs_; c != columns_.size(); ++c) totals_.emplace_back(c, columns_, outputs_);
        made_.top = job.top;
        made_.old_outputs = sides_.old_only;
        made_.new_outputs = sides_.new_only;
        made_.unlike = sides_.unlike;
    }

    roster_difference run() {
        auto old = open(sides_.before, made_.before), fresh = open(sides_.after, made_.after);
        if (!old && !fresh) throw batch::input_failure(made_.before.problem);
        readings_ = (old ? 1u : 0u) + (fresh ? 1u : 0u);
        if (old) score(sides_.before, *old, 0, [&](batch::scored_row const& row) { take_before(row); });
        if (fresh) score(sides_.after, *fresh, 1, [&](batch::scored_row const& row) { take_after(row); });
        finish_rejections(old != nullptr, fresh != nullptr);
        for (std::size_t c = 0; c != outputs_; ++c) made_.outputs.push_back(columns_[c].finish());
        for (auto& t : totals_) made_.groups.push_back(t.finish());
        if (old && fresh && job_.top != 0) attribute_movers(made_.outputs, sides_, job_);
        return std::move(made_);
    }

private:
    std::unique_ptr<batch::row_source> open(side const& of, side_of_roster& summary) const {
        try {
            return job_.open(of.rules);
        } catch (batch::input_failure const& why) {
            summary.problem = why.what();
            return nullptr;
        }
    }

    template <typename Take>
    void score(side const& of, batch::row_source& roster, std::size_t which, Take take) {
        renamed_ = renamed_words(of, sides_.columns);
        reading_ = &of;
        auto options = job_.options;
        options.format = io::result_format::csv;
        options.results.exact = true;
        batch::score_watch watch;
        watch.row = take;
        watch.rejected = [&](batch::rejection const& why) { rejected_[which].add(why); };
        watch.progress = [&](std::uint64_t records, std::uint64_t bytes) {
            if (job_.progress) job_.progress(records + records_, bytes + bytes_, roster.size() ? *roster.size() * readings_ : 0);
            now_ = {records, bytes};
        };
        auto const done = batch::score(of.rules, roster, options, watch);
        auto& summary = which == 0 ? made_.before : made_.after;
        summary.scored = done.scored;
        summary.rejected = done.rejected;
        records_ += now_.first;
        bytes_ += now_.second;
        rejected_[which].settle();
    }

    /// The codes of a row, by column.
    std::span<code const> read(batch::scored_row const& row) {
        cells_.split(row.result);
        auto const& cells = reading_->cells[row.version];
        row_.resize(columns_.size());
        for (std::size_t c = 0; c != columns_.size(); ++c)
            row_[c] = cells[c] < 0 ? value_table::nothing : columns_[c].read(cells_[static_cast<std::size_t>(cells[c]) + 1], renamed_[row.version][c]);
        return row_;
    }

    void take_before(batch::scored_row const& row) {
        auto const codes = read(row);
        lines_.push_back(row.line);
        kept_.insert(kept_.end(), codes.begin(), codes.end());
        for (std::size_t c = 0; c != outputs_; ++c) columns_[c].count_before(codes[c]);
        for (auto& t : totals_) t.add_before(codes);
    }

    void take_after(batch::scored_row const& row) {
        auto const codes = read(row);
        for (std::size_t c = 0; c != outputs_; ++c) columns_[c].count_after(codes[c]);
        for (auto& t : totals_) t.add_after(codes);
        while (next_ != lines_.size() && lines_[next_] < row.line) ++next_;
        if (next_ == lines_.size() || lines_[next_] != row.line) return;
        ++made_.both;
        std::span const old(kept_.data() + next_ * columns_.size(), columns_.size());
        bool changed = false, levels = false;
        for (std::size_t c = 0; c != outputs_; ++c) {
            if (!columns_[c].compare(old[c], codes[c], row.line, row.id)) continue;
            changed = true;
            levels |= columns_[c].has_categories();
        }
        if (!changed) return;
        ++made_.changed;
        if (levels) ++made_.changed_levels;
        for (auto& t : totals_) t.add_changed(codes);
        if (job_.changed) tell(row, old, codes);
    }

    void tell(batch::scored_row const& row, std::span<code const> old, std::span<code const> fresh) {
        line_.clear();
        io::json_writer json(line_);
        json.begin_object();
        json.key("line").raw(std::to_string(row.line));
        json.key("id").string(row.id);
        for (std::size_t c = 0; c != outputs_; ++c) {
            if (old[c] == fresh[c]) continue;
            json.key(columns_[c].spec().name).begin_array();
            for (code const value : {old[c], fresh[c]}) {
                if (value == value_table::nothing) json.null();
                else json.string(columns_[c].text(value));
            }
            json.end_array();
        }
        json.end_object();
        line_ += '\n';
        job_.changed(line_);
    }

    void finish_rejections(bool old, bool fresh) {
        if (!old || !fresh) return;
        made_.only_old = rejections::only(rejected_[0], rejected_[1]);
        made_.only_new = rejections::only(rejected_[1], rejected_[0]);
        made_.rejected_by_both = rejected_[0].count() - made_.only_old.count;
    }

    roster_job const& job_;
    sides sides_;
    rejections rejected_[2];
    std::vector<compared_column> columns_;
    std::size_t outputs_ = 0;                   ///< the first so many columns
    std::vector<group_totals> totals_;
    roster_difference made_;

    // of the reading that is under way
    side const* reading_ = nullptr;
    std::vector<std::vector<names>> renamed_;
    io::csv_cells cells_;
    std::vector<code> row_;
    std::string line_;
    std::pair<std::uint64_t, std::uint64_t> now_;
    std::uint64_t records_ = 0, bytes_ = 0;
    unsigned readings_ = 2;

    // what the old rules made, in the order of the roster
    std::vector<std::uint64_t> lines_;
    std::vector<code> kept_;                    ///< by record, by column
    std::size_t next_ = 0;
};

}  // namespace

roster_difference compare_rosters(family const& before, family const& after, std::vector<version_difference> const& versions, roster_job const& job) {
    return comparer(before, after, versions, job).run();
}

}  // namespace barem::diff
