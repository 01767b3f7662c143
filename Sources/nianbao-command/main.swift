import CommandLineInterface

EntryPoint.nianbao()
