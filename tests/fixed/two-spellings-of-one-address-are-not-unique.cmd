printf '%s\n' 'ip: fd00::1' --- 'ip: fd00:0:0::0001' --- 'ip: 10.0.0.1' --- 'ip: 10.0.0.2' | yaml-validate -u .ip -
