// SafeZip
