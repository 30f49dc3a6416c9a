yaml-validate -K Secret -K Role -
