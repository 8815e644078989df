#!/bin/bash
# Makes the model from nothing: scenes, training, ONNX. Run it again to go on where it was stopped.
#
#   models/training/upsampling/make.sh TEXTURES TEXTURES_FOR_VALIDATION FOLDER
#
# The first two are folders of photographs, FOLDER is where data (1.5 GB, and 4 GB on the way) and checkpoints go.
# MINUTES (of training, 60) may be set in the environment. Needs Java 17, Maven, Python with ../requirements.txt.
set -euo pipefail
textures=$(realpath "$1") held=$(realpath "$2") folder=$(realpath -m "$3")
here=$(dirname "$(realpath "$0")")
mkdir -p "$folder/data"

# scenes SUFFIX SEED TEXTURES COUNT KIND...
scenes() {
	local suffix=$1 seed=$2 painted=$3 count=$4 macro="$folder/scenes.ijm"
	shift 4
	[ -e "$folder/data/traced-$suffix.npy" ] && return
	: > "$macro"
	for kind; do
		echo "run(\"Write Training Scenes...\", \"content=sequence frames=1 kind=[$kind] width=320 height=240 seed=$seed" \
			"textures=[$painted] noise=0 blur=0 drift=0 step=1 count=$count file=[$folder/data/$suffix-$kind.raw]\");" >> "$macro"
		seed=$((seed + 1000))
	done
	(cd "$here/../../.." && mvn -q -o compile exec:java -Dexec.args="$macro")
	python "$here/shards.py" "$folder/data/traced-$suffix" "$folder/data/$suffix-"*.raw
	rm "$folder/data/$suffix-"*.raw
}

scenes valid 9500000 "$held" 10 orbit dolly handheld "moving objects"
scenes train 2000000 "$textures" 280 orbit dolly handheld "moving objects" planar
cd "$here"
[ -e "$folder/data/layers-valid.npy" ] || python scenes.py "$held" "$folder/data/layers-valid" 1 20
[ -e "$folder/data/layers-train.npy" ] || python scenes.py "$textures" "$folder/data/layers-train" 2 1000
OMP_NUM_THREADS=1 python train.py --data "$folder/data" --out "$folder/run" --minutes "${MINUTES:-60}"
python export.py "$folder/run/last.pt" "$folder/weights.onnx"
