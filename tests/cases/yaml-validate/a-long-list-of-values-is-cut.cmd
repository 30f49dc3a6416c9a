yaml-validate -s <(printf '{enum: [%s]}' "$(seq -s, 30)") -
