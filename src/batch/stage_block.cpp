#include "batch/stage_block.hpp"

namespace barem::batch {

void stage_block::open(std::size_t block) {
    view_.emplace(kept_, store_.read(block, buffer_));
    texts_.clear();
    all_read_ = false;
}

columnar::result_column stage_block::column(index yield) {
    index const kept = kept_.of_yield[yield];
    auto made = view_->column(kept);
    if (made.lane == columnar::lane::text) made.data = texts_.emplace_back(view_->texts(kept)).data();
    return made;
}

exec::first_phase const& stage_block::other(std::uint32_t number, std::optional<value_reader>* behind) {
    if (one_.outputs.empty()) one_ = exec::blank_phase(tree_, record_);
    value_reader in(view_->other(number));
    read_phase(in, stratum_, tree_, one_);
    if (behind != nullptr) *behind = in;
    return one_;
}

std::vector<exec::first_phase> const& stage_block::others() {
    if (all_read_) return all_;
    all_.resize(view_->others());
    for (std::uint32_t i = 0; i != all_.size(); ++i) all_[i] = other(i);
    all_read_ = true;
    return all_;
}

}  // namespace barem::batch
