#!/bin/bash
# Makes the four models from nothing: clips, training in stages, ONNX. Run it again to go on where it was stopped.
#
#   models/training/motion/make.sh TEXTURES TEXTURES_FOR_VALIDATION FOLDER
#
# The first two are folders of photographs, FOLDER is where data (37 GB) and checkpoints go. RECORDINGS (of nine frames, 830),
# PAIRS (recordings of three frames with large steps, 3320), LAYERS (the same without a camera, for the flow alone, 800, and a
# tenth as many of cells, of filaments and of particles), VALIDATION (recordings of nine frames, 10), FLOW, REST and TOGETHER
# (minutes of each stage, 110, 165, 30) and PROCESSES (2) may be set in the environment. The models are those of the
# first two stages. ABLATION=1 goes on with the third, whole and without competition, collaboration or consensus. Needs Java 17,
# Maven, and Python with requirements.txt.
set -euo pipefail
textures=$(realpath "$1") held=$(realpath "$2") folder=$(realpath -m "$3")
here=$(dirname "$(realpath "$0")")
mkdir -p "$folder/data"

# clips PREFIX SEED COUNT FRAMES STEP KIND TEXTURES
clips() {
	[ -e "$folder/data/$1-$2.npy" ] && return
	local stream="$folder/data/$1-$2.raw" macro="$folder/clips.ijm"
	echo "run(\"Write Training Scenes...\", \"content=clips kind=[$6] width=320 height=256 frames=$4 seed=$2 textures=[$7]" \
		"noise=6 blur=0.7 drift=0.05 step=$5 count=$3 file=[$stream]\");" > "$macro"
	(cd "$here/../../.." && mvn -q compile exec:java -Dexec.args="'$macro'")
	python "$here/shards.py" "$stream" "$folder/data/$1"
	rm "$stream"
}

# shards PREFIX SEED COUNT SIZE FRAMES STEP KIND TEXTURES
shards() {
	for ((k = 0; k < $3; k += $4)); do
		clips "$1" $(($2 + k)) $(($3 - k < $4 ? $3 - k : $4)) "${@:5}"
	done
}

# stage NAME MINUTES OPTIONS
stage() {
	OMP_NUM_THREADS=1 PYTHONPATH=.. torchrun --nproc-per-node "${PROCESSES:-2}" train.py "$1" --data "$folder/data" \
		--minutes "$2" "${@:3}"
}

# flows PREFIX SEED COUNT TEXTURES
flows() {
	shards "$1" "$2" "$3" 150 3 12 layers "$4"
	shards "$1" $(($2 + 10000)) $((($3 + 9) / 10)) 150 3 12 cells "$4"
	shards "$1" $(($2 + 20000)) $((($3 + 9) / 10)) 150 3 12 filaments "$4"
	shards "$1" $(($2 + 30000)) $((($3 + 9) / 10)) 150 3 12 particles "$4"
}

shards valid 9100000 "${VALIDATION:-10}" 40 9 3 all "$held"
shards valid 9200000 $((${VALIDATION:-10} * 12 / 5)) 150 3 20 all "$held"
flows valid 9300000 $((${VALIDATION:-10} * 6 / 5)) "$held"
shards train 1100000 "${RECORDINGS:-830}" 40 9 3 all "$textures"
shards train 1200000 "${PAIRS:-3320}" 150 3 20 all "$textures"
flows train 1300000 "${LAYERS:-800}" "$textures"
cd "$here"
stage flow "${FLOW:-110}" --out "$folder/flow" --batch 2 --crop 224x224 --smallest 0.8
stage rest "${REST:-165}" --out "$folder/rest" --batch 3 --crop 192x192 256x320 --smallest 0.6 --rate 6e-4
both=("$folder/flow/last.pt" "$folder/rest/last.pt")
if [ -n "${ABLATION:-}" ]; then
	together=(stage together "${TOGETHER:-30}" --batch 4 --rate 1e-4 --weights "${both[@]}")
	"${together[@]}" --out "$folder/together"
	for part in competition collaboration consensus; do
		"${together[@]}" --out "$folder/without-$part" --without "$part"
	done
fi
PYTHONPATH=.. python export.py "$folder" "${both[@]}"
PYTHONPATH=.. python twin.py "$folder"
