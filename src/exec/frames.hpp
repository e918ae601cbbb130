#pragma once
// Frames: the record instances that an evaluation has reached, each with the results computed for it so far.

#include <barem/record_data.hpp>
#include "plan/evaluation_tree.hpp"

#include <string>
#include <vector>

namespace barem::exec {

using program::index;
using program::none;

enum class slot_state : std::uint8_t { unset, running, known, failed };

/// The result of one definition in one frame.
struct slot {
    value result;                   ///< when it was made here
    value const* at = nullptr;      ///< known: where it is
    index issue = none;             ///< failed: which issue
    index order = none;             ///< the how manieth definition of the record it was to be evaluated; none: a place among others
    slot_state state = slot_state::unset;
};

struct frame {
    record_data const* data = nullptr;
    index record = none;            ///< its kind
    index parent = none;            ///< frame
    index list = none;              ///< list slot of the parent that it stands in
    index position = 0;             ///< in that list
    index first_child = 0;          ///< of `children_`
    slot* computed = nullptr;       ///< by slot of its definitions
};

struct frame_range { index first = 0, count = 0; };

/// Slots that stay where they are while others are taken: a result can be pointed to. One record after another uses them again.
class slot_store {
public:
    /// Unset ones, side by side.
    slot* take(std::size_t count);
    void clear() { chunk_ = used_ = 0; }
    [[nodiscard]] std::size_t size() const;

private:
    std::vector<std::vector<slot>> chunks_;
    std::size_t chunk_ = 0, used_ = 0;          ///< where the next are: chunk, and slots of it that are taken
};

/// All frames of one record, by id; 0 is the record itself. Kept in flat arrays that one record after another uses again. Children
/// are made when they are first asked for, a whole list at a time, so that the frames of a list have consecutive ids.
class frames {
public:
    explicit frames(plan::evaluation_tree const& tree) : tree_(tree) {}

    void begin(record_data const& data, index record);
    void clear();

    [[nodiscard]] frame const& operator[](index id) const { return frames_[id]; }
    [[nodiscard]] std::size_t size() const { return frames_.size(); }
    /// Slots that memory is kept for.
    [[nodiscard]] std::size_t kept() const { return slots_.size(); }
    [[nodiscard]] slot& computed(index id, index slot) { return frames_[id].computed[slot]; }

    /// The frames of the elements of a list (or of a single record: one or none).
    frame_range children(index id, index list);

    /// `tasks[2].indicators[0]`; empty for the record itself.
    [[nodiscard]] std::string path(program::program const&, index id) const;

private:
    index add(record_data const& data, index record, index parent, index list, index position);

    plan::evaluation_tree const& tree_;
    std::vector<frame> frames_;
    slot_store slots_;
    std::vector<index> children_;   ///< by frame and list slot: its first child, or none while there are no frames of it
};

}  // namespace barem::exec
