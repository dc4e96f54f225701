// hnswlib for the comparison; worker.h tells how it is spoken to. KIND is "M:EF_CONSTRUCTION", WIDTH is ef.
#include <hnswlib/hnswlib.h>
#include <fstream>
#include "worker.h"

struct Hnswlib : Peer {
    size_t dimension;
    int m = 16, ef_construction = 200;
    hnswlib::InnerProductSpace space;
    std::unique_ptr<hnswlib::HierarchicalNSW<float>> graph;

    Hnswlib(const std::string& kind, size_t dimension) : dimension(dimension), space(dimension) {
        if (sscanf(kind.c_str(), "%d:%d", &m, &ef_construction) != 2) exit(2);
    }

    // A million templates take hours: the graph is kept each so many, and a build that was interrupted goes on from there.
    double build(const float* templates, size_t count, int threads, const std::string& index) override {
        const size_t part = 50000;
        std::string kept = index + ".part";
        double seconds = 0;
        size_t done = 0;
        if (std::ifstream note(kept + ".seconds"); note >> seconds) {
            graph = std::make_unique<hnswlib::HierarchicalNSW<float>>(&space, kept, false, count);
            done = graph->cur_element_count;
        } else {
            graph = std::make_unique<hnswlib::HierarchicalNSW<float>>(&space, count, m, ef_construction);
        }
        while (done < count) {
            double begun = now();
            if (done == 0) graph->addPoint(templates, done++);
            size_t end = std::min(count, done - done % part + part);
            std::atomic<size_t> next{done};
            std::vector<std::thread> workers;
            for (int t = 0; t < threads; t++)
                workers.emplace_back([&] { for (size_t i; (i = next++) < end;) graph->addPoint(templates + i * dimension, i); });
            for (auto& worker : workers) worker.join();
            seconds += now() - begun;
            done = end;
            if (done < count) {
                graph->saveIndex(kept + ".new");
                rename((kept + ".new").c_str(), kept.c_str());
                std::ofstream(kept + ".seconds") << seconds;
            }
        }
        return seconds;
    }

    void save(const std::string& path) override {
        graph->saveIndex(path);
        remove((path + ".part.seconds").c_str());
        remove((path + ".part").c_str());
    }

    void open(const std::string& path) override { graph = std::make_unique<hnswlib::HierarchicalNSW<float>>(&space, path); }

    void set(int width, int, int k) override { graph->setEf(std::max(width, k)); }

    void search(const float* probe, int k, int64_t* ids) override {
        auto found = graph->searchKnn(probe, k);
        while (!found.empty()) {
            ids[found.size() - 1] = found.top().second;
            found.pop();
        }
    }
};

int main(int argc, char** argv) {
    return serve(argc, argv, [](const std::string& kind, size_t dimension) -> std::unique_ptr<Peer> { return std::make_unique<Hnswlib>(kind, dimension); });
}
