print("jiaoli")
