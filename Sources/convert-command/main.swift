import CommandLineInterface

EntryPoint.convert()
