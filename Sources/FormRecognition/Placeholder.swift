// FormRecognition
