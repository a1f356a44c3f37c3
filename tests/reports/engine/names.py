"""Names of people in 18 scripts, some with traps, and what a reader's search must find."""

from __future__ import annotations

NAMES = {
    "Vietnamese": "Nguyễn Thị Hồng Nhung",
    "Polish": "Małgorzata Żółkiewska-Wójcik",
    "Turkish": "Çağla İnönü Öztürk",
    "Yoruba": "Ọláyínká Adébáyọ̀",
    "accents apart": "Zoe\u0308 Mun\u0303oz",
    "Greek": "Ελένη Παπαδοπούλου",
    "Ukrainian": "Олександра Їжакевич",
    "Arabic": "فاطمة الزهراء بن عبد الله",
    "Persian": "پریسا کیانی\u200cنژاد",
    "Urdu": "محمد عثمان قریشی",
    "Hebrew": "נֹעָה בֶּן־דָּוִד",
    "Hindi": "श्रीकृष्ण त्रिपाठी",
    "Bengali": "শ্রীলেখা মুখোপাধ্যায়",
    "Tamil": "கிருஷ்ணமூர்த்தி ஸ்ரீ",
    "Thai": "น้ำผึ้ง ปิ่นแก้วศรีสุข",
    "Khmer": "ស្រីមុំ ក្រឹស្នា",
    "Burmese": "အောင်ဆန်းသူရ",
    "simplified Chinese": "欧阳娜娜",
    "traditional Chinese": "歐陽菲菲 龍應臺",
    "Japanese": "渡邉 さくら・𠮷田 カナ",
    "Korean": "김하늘 박서연",
    "Georgian": "ნინო გელაშვილი",
    "Armenian": "Անահիտ Սարգսյան",
    "Amharic": "ሰላማዊት ተክለማርያም",
    "Hebrew in English": "Dr. נועה לוי (they/them), 3rd",
    "English in Arabic": "ليلى Smith-حسن (2024)",
    "pictures": "Alex 🌈 Rivera 👩🏽‍💻 🏳️‍🌈 ♿",
}

# PDFium's search has its own idea of these; the tags say them right.
NOT_FOUND = {"Persian", "Hebrew", "Hebrew in English"}
