#!/bin/bash
# Makes the model from nothing: scenes, training, ONNX. Run it again to go on where it was stopped.
#
#   models/training/make.sh TEXTURES TEXTURES_FOR_VALIDATION FOLDER
#
# The first two are folders of photographs, FOLDER is where data (23 GB) and checkpoints go. SAMPLES (6000), VALIDATION
# (300 samples), MINUTES (of training, 64) and PROCESSES (2) may be set in the environment. Needs Java 17, Maven, and
# Python with requirements.txt.
set -euo pipefail
textures=$(realpath "$1") held=$(realpath "$2") folder=$(realpath -m "$3")
here=$(dirname "$(realpath "$0")")
mkdir -p "$folder/data"

# scenes PREFIX SEED COUNT TEXTURES; TEXTURES is sections for sections through volumes
scenes() {
	[ -e "$folder/data/$1-$2.npy" ] && return
	local stream="$folder/data/$1-$2.raw" macro="$folder/scenes.ijm"
	local content="triplets textures=[$4] drift=0.1 step=12"
	[ "$4" = sections ] && content="sections step=24"
	echo "run(\"Write Training Scenes...\", \"content=$content kind=all width=256 height=256 seed=$2" \
		"noise=6 blur=1 count=$3 file=[$stream]\");" > "$macro"
	(cd "$here/../.." && mvn -q compile exec:java -Dexec.args="'$macro'")
	python "$here/shards.py" "$stream" "$folder/data/$1"
	rm "$stream"
}

# shards PREFIX SEED COUNT SIZE TEXTURES
shards() {
	for ((k = 0; k < $3; k += $4)); do
		scenes "$1" $(($2 + k)) $(($3 - k < $4 ? $3 - k : $4)) "$5"
	done
}

shards valid 9000000 "${VALIDATION:-300}" 100 "$held"
shards sections 9500000 64 64 sections
shards train 1000000 "${SAMPLES:-6000}" 200 "$textures"
shards train 1600000 1000 200 ""
shards train 1500000 1200 200 sections
cd "$here"
OMP_NUM_THREADS=1 torchrun --nproc-per-node "${PROCESSES:-2}" train.py --data "$folder/data" --out "$folder/run" \
	--minutes "${MINUTES:-64}" --batch 4 --rate 1.5e-3
python export.py "$folder/run/last.pt" "$folder/weights.onnx"
python twin.py "$folder/weights.onnx"
