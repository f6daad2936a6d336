"""The pages of a small drop, and what `cleaner check` tells of it."""

from command import cleaner

CLEAN = "新桥今天通车\n\n本报讯 新桥今天上午正式通车，两岸居民从此不必再等渡船。\n\n市长说，这座桥等了十年。（李明）\n"
OTHER = "图书馆延长开放时间\n\n从今天起，市图书馆每天开到晚上十点，周末也不闭馆，读者可以多借五本书。（王芳）\n"
CUT = (
    OTHER
    + "\n"
    + CLEAN.replace("这座桥等了十年。（李明）", "这座桥等了十年，今后市里还要在两岸各修一座公园，让大家有散步的地方，让孩子们也可以在")
)
BAD = b"\x89PNG\0\0\0"


def told(folder, form, *options, check=None):
    return cleaner("check", "drop", "--format", form, *options, cwd=folder, check=check).stdout.decode()
