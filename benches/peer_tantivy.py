"""Indexes a folder of JSONL files with tantivy's Python package: en_stem terms with
positions, stored text, two threads. The peer of `attache index` in README.md.

Usage: peer_tantivy.py FOLDER INDEX
"""

import glob
import json
import os
import shutil
import sys

import tantivy

folder, index = sys.argv[1:3]
shutil.rmtree(index, ignore_errors=True)
os.makedirs(index)
builder = tantivy.SchemaBuilder()
builder.add_text_field("id", stored=True, tokenizer_name="raw")
builder.add_text_field("title", stored=True, tokenizer_name="en_stem")
builder.add_text_field("text", stored=True, tokenizer_name="en_stem")
writer = tantivy.Index(builder.build(), path=index).writer(heap_size=200 << 20, num_threads=2)
for path in sorted(glob.glob(os.path.join(folder, "*.jsonl"))):
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            record = json.loads(line)
            writer.add_document(tantivy.Document(id=record["_id"], title=record["title"] or "", text=record["text"]))
writer.commit()
writer.wait_merging_threads()
