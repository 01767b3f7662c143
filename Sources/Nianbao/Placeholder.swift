// Nianbao
